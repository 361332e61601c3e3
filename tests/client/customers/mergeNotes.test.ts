import type { FieldWords } from '@caseload/client/customers/fieldText.ts';
import { mergeNotes } from '@caseload/client/customers/mergeNotes.ts';
import { de } from '@caseload/client/i18n/de.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import { beforeAll, expect, it } from 'vitest';

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

const germanTexts = createI18n();
beforeAll(async () => {
  germanTexts.addResourceBundle('de', 'translation', de);
  await germanTexts.changeLanguage('de');
});

it('tells apart what the person did in another window', () => {
  const ownElsewhere = [change('phone', 'Ana')];
  expect(mergeNotes(words, { byOthers: [], ownElsewhere })).toEqual([
    'You changed Phone in another window too. What you saved last counts; the earlier value is in the history.',
  ]);
  const german = { ...words, t: germanTexts.t, language: 'de' };
  const both = [change('phone', 'Ana'), change('notes', 'Ana'), change('notes', 'Ana')];
  expect(mergeNotes(german, { byOthers: [], ownElsewhere: both })[0]).toMatch(
    /^Telefon und Notizen wurden auch/u,
  );
  expect(mergeNotes(german, { byOthers: [], ownElsewhere })[0]).toMatch(/^Telefon wurde auch/u);
});
