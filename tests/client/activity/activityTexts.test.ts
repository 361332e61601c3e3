import { periodText } from '@caseload/client/activity/activityTexts.ts';
import { clockText, longDayText } from '@caseload/client/activity/clockText.ts';
import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import { expect, test } from 'vitest';

const words = { t: createI18n(en).t, language: 'en', timeZone: 'UTC', statuses: [], people: [] };

test.each([
  [{ period: 'week' }, 'Last 7 days'],
  [{ from: '2026-11-01', to: '2026-11-21' }, '1 Nov 2026 to 21 Nov 2026'],
  [{ from: '2026-11-01', to: '2026-11-01' }, '1 Nov 2026'],
  [{ from: '2026-11-01' }, 'since 1 Nov 2026'],
  [{ to: '2026-11-21' }, 'until 21 Nov 2026'],
  [{}, null],
] as const)('%j reads as a period', (search, text) => {
  expect(periodText(words, search)).toBe(text);
});

test('times and days are those of the zone', () => {
  const moment = new Date('2026-11-20T23:30:00Z');
  expect(clockText(moment, { language: 'en', timeZone: 'Europe/Berlin' })).toBe('00:30');
  expect(longDayText(moment, { language: 'en', timeZone: 'Europe/Berlin' })).toBe(
    'Saturday, 21 November 2026',
  );
  expect(longDayText(moment, { language: 'de', timeZone: 'UTC' })).toBe('Freitag, 20. November 2026');
});
