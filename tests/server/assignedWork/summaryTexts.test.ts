import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { makeSummaryTexts } from '@caseload/server/assignedWork/summaryTexts.ts';
import { expect, test } from 'vitest';

const row: CustomerSummary = {
  id: '0198d2a0-0000-7000-8000-000000000001',
  name: 'Bäckerei "Zur Sonne" \u2028',
  email: null,
  phone: null,
  status: 'new',
  priority: 'normal',
  assignedTo: null,
  archived: false,
  dueAt: null,
  followUpAt: null,
  tags: ['vip'],
  version: 3,
  createdAt: '2026-11-21T04:00:00.000001Z',
  updatedAt: '2026-11-21T04:00:00.000002Z',
};
const place = { id: row.id, version: '3', sortKey: 'infinity' };

test('gives back the JSON of exactly the version asked for', () => {
  const texts = makeSummaryTexts();
  expect(texts.find('a', place, false)).toBeUndefined();
  expect(JSON.parse(texts.keep('a', row, false))).toEqual(row);
  expect(JSON.parse(texts.find('a', place, false) ?? '')).toEqual(row);
  expect(texts.find('a', { ...place, version: '2' }, false)).toBeUndefined();
  expect(texts.find('a', { ...place, version: '4' }, false)).toBeUndefined();
});

test('knows notes only when they were read, and leaves them out of summaries', () => {
  const texts = makeSummaryTexts();
  texts.keep('a', row, false);
  expect(texts.find('a', place, true)).toBeUndefined();
  const withNotes = { ...row, notes: 'Line one\nand "two" \\ {"notes":1}' };
  expect(JSON.parse(texts.keep('a', withNotes, true))).toEqual(withNotes);
  expect(JSON.parse(texts.find('a', place, true) ?? '')).toEqual(withNotes);
  expect(JSON.parse(texts.find('a', place, false) ?? '')).toEqual(row);
});

test('keeps organisations apart, even with the same id', () => {
  const texts = makeSummaryTexts();
  texts.keep('a', row, false);
  expect(texts.find('b', place, false)).toBeUndefined();
});
