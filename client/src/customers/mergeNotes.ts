import type { TheirChange } from '../conflicts/rebase.ts';
import { type FieldWords, joinFields } from './fieldText.ts';

/** A sentence per person about what they changed. */
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
