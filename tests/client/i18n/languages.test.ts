import { expect, test } from 'vitest';
import { chooseLanguage } from '@caseload/client/i18n/languages.ts';

test.each([
  ['system', ['de-AT', 'en'], 'de'],
  ['system', ['fr-FR', 'de', 'en'], 'de'],
  ['system', ['en-GB', 'de'], 'en'],
  ['system', ['en-XA'], 'en-XA'],
  ['system', ['ja'], 'en'],
  ['system', [], 'en'],
  ['de', ['en-GB'], 'de'],
  ['en', ['de-DE'], 'en'],
] as const)('set to %s in a browser that prefers %j it shows %s', (setting, preferred, shown) => {
  expect(chooseLanguage(setting, preferred)).toBe(shown);
});
