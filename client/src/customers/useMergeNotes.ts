import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { TheirChange } from '../conflicts/rebase.ts';
import type { Desk } from './desk.ts';
import { type FieldWords, joinFields } from './fieldText.ts';

const SHOWN_MS = 10_000;

/** Tells after a save which fields others changed meanwhile, a note per person. */
export function useMergeNotes(desk: Desk, words: FieldWords): void {
  useEffect(
    () =>
      desk.onMerged((takenOver) => {
        const title = words.t('customers.mergedTitle');
        for (const message of mergeNotes(words, takenOver))
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

export function mergeNotes(words: FieldWords, takenOver: readonly TheirChange[]): string[] {
  const byPerson = Map.groupBy(
    takenOver,
    ({ changedBy }) => changedBy?.name ?? words.t('customers.somebody'),
  );
  return [...byPerson].map(([who, changes]) => {
    const fields = [...new Set(changes.map(({ field }) => field))];
    return words.t('customers.merged', { who, fields: joinFields(words, fields) });
  });
}
