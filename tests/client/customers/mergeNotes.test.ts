import type { FieldWords } from '@caseload/client/customers/fieldText.ts';
import { mergeNotes } from '@caseload/client/customers/mergeNotes.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import { expect, it } from 'vitest';

const words: FieldWords = { t: createI18n().t, language: 'en', statuses: [], people: [] };
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
  expect(mergeNotes(words, changes)).toEqual([
    'Maria changed Due and Phone meanwhile. Both changes are kept.',
    'Somebody changed Notes meanwhile. Both changes are kept.',
  ]);
});
