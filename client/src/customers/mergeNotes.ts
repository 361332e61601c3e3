import type { TheirChange } from '../conflicts/rebase.ts';
import type { Merged } from './desk.ts';
import { type FieldWords, joinFields } from './fieldText.ts';

/** A sentence per person about what they changed, and one about the person's own other window. */
export function mergeNotes(words: FieldWords, { byOthers, ownElsewhere }: Merged): string[] {
  const byPerson = Map.groupBy(byOthers, ({ changedBy }) => changedBy?.name ?? words.t('customers.somebody'));
  const notes = [...byPerson].map(([who, changes]) =>
    words.t('customers.merged', { who, fields: namesOf(words, changes) }),
  );
  if (ownElsewhere.length === 0) return notes;
  return [...notes, words.t('conflicts.ownElsewhere', { fields: namesOf(words, ownElsewhere) })];
}

function namesOf(words: FieldWords, changes: readonly TheirChange[]): string {
  return joinFields(words, [...new Set(changes.map(({ field }) => field))]);
}
