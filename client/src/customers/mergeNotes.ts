import type { TheirChange } from '../conflicts/rebase.ts';
import type { Merged } from './desk.ts';
import { type FieldWords, joinFields } from './fieldText.ts';

/** A sentence per person about what they changed, and one about the person's own other window. */
export function mergeNotes(words: FieldWords, { byOthers, ownElsewhere }: Merged): string[] {
  const byPerson = Map.groupBy(byOthers, ({ changedBy }) => changedBy?.name ?? words.t('customers.somebody'));
  const notes = [...byPerson].map(([who, changes]) =>
    words.t('customers.merged', { who, fields: joinFields(words, fieldsOf(changes)) }),
  );
  if (ownElsewhere.length === 0) return notes;
  const own = fieldsOf(ownElsewhere);
  const fields = joinFields(words, own);
  return [...notes, words.t('conflicts.ownElsewhere', { count: own.length, fields })];
}

function fieldsOf(changes: readonly TheirChange[]): string[] {
  return [...new Set(changes.map(({ field }) => field))];
}
