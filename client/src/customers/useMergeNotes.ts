import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { Desk } from './desk.ts';
import type { FieldWords } from './fieldText.ts';
import { mergeNotes } from './mergeNotes.ts';

const SHOWN_MS = 10_000;

/** Tells after a save which fields others changed meanwhile, a note per person. */
export function useMergeNotes(desk: Desk, words: FieldWords): void {
  useEffect(
    () =>
      desk.onMerged((merged) => {
        const title = words.t('customers.mergedTitle');
        for (const message of mergeNotes(words, merged))
          notifications.show({
            title,
            message,
            autoClose: SHOWN_MS,
            classNames: { description: 'merge-note' },
          });
      }),
    [desk, words],
  );
}
