import type { FieldWords } from '@caseload/client/customers/fieldText.ts';
import { mergeNotes } from '@caseload/client/customers/mergeNotes.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import { expect, it } from 'vitest';

const words: FieldWords = { t: createI18n(en).t, language: 'en', timeZone: 'UTC', statuses: [], people: [] };
const change = (field: string, name: string | null) => ({
  field,
  base: 1,
  theirs: 2,
  changedBy: name === null ? null : { id: name, name },
  changedAt: null,
});

it('tells per person what they changed, each field once', () => {
  const changes = [
    change('dueAt', 'Maria'),
    change('phone', 'Maria'),
    change('dueAt', 'Maria'),
    change('notes', null),
  ];
  expect(mergeNotes(words, { byOthers: changes, ownElsewhere: [] })).toEqual([
    'Maria changed Due and Phone meanwhile. Both changes are kept.',
    'Somebody changed Notes meanwhile. Both changes are kept.',
  ]);
});

it('tells apart what the person did in another window', () => {
  const ownElsewhere = [change('phone', 'Ana')];
  expect(mergeNotes(words, { byOthers: [], ownElsewhere })).toEqual([
    'You changed Phone in another window too. What you saved last counts; the earlier value is in the history.',
  ]);
});
