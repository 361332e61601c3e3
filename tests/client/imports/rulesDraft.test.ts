import { expect, test } from 'vitest';
import {
  firstRules,
  hasTimes,
  isComplete,
  isSameRules,
  keepDraft,
  readDraft,
  sendable,
} from '@caseload/client/imports/rulesDraft.ts';
import { importRules } from '@caseload/shared/imports/importRules.ts';
import { memoryStorage } from '../customers/memoryStorage.ts';
import { RULES, sampleImport } from './sampleImport.ts';

const header = ['Name', 'E-mail'];

test('what is set comes first, then what was set before, then what the names of the columns say', () => {
  const suggestion = { map: RULES.map, dates: 'eu' as const, remembered: { ...RULES, dates: 'us' as const } };
  expect(firstRules(sampleImport({ rules: RULES, suggestion }), 'UTC')).toBe(RULES);
  expect(firstRules(sampleImport({ suggestion }), 'UTC').dates).toBe('us');
  const suggested = firstRules(sampleImport(), 'Pacific/Kiritimati');
  expect(suggested).toMatchObject({ map: RULES.map, dates: 'eu', timeZone: 'Pacific/Kiritimati' });
  expect(importRules.safeParse(suggested).success).toBe(true);
});

test('rules are the same whatever order their parts come in, and an update needs an external id', () => {
  const { map, ...rest } = RULES;
  expect(isSameRules({ ...rest, map }, RULES)).toBe(true);
  expect(isSameRules({ ...RULES, dates: 'us' }, RULES)).toBe(false);
  expect(isSameRules(RULES, null)).toBe(false);
  expect(sendable({ ...RULES, existing: 'update' }).existing).toBe('skip');
  const withId = [...RULES.map, { field: 'externalId', columns: ['E-mail'] }];
  expect(sendable({ ...RULES, map: withId, existing: 'update' }).existing).toBe('update');
});

test('a mapping without a name, or with a column too many, is not complete', () => {
  expect(isComplete(header, RULES)).toBe(true);
  expect(isComplete(header, { ...RULES, map: [] })).toBe(false);
  const clashing = [...RULES.map, { field: 'email', columns: ['E-mail', 'Mail'] }];
  expect(isComplete([...header, 'Mail'], { ...RULES, map: clashing })).toBe(false);
  expect(hasTimes(RULES)).toBe(false);
  expect(hasTimes({ map: [{ field: 'dueAt', columns: ['Due'] }] })).toBe(true);
});

test('a draft survives a reload, also without a name, but not another header or a damaged storage', () => {
  const storage = memoryStorage();
  const rules = { ...RULES, map: [{ field: 'email', columns: ['E-mail'] }] };
  keepDraft(storage, 'one', { header, rules });
  expect(readDraft(storage, 'one', header)).toEqual(rules);
  expect(readDraft(storage, 'one', ['Name', 'Mail'])).toBeNull();
  expect(readDraft(storage, 'two', header)).toBeNull();
  storage.setItem('caseload.import/one', '{"header":');
  expect(readDraft(storage, 'one', header)).toBeNull();
  storage.setItem('caseload.import/one', JSON.stringify({ header, rules: { map: 'all' } }));
  expect(readDraft(storage, 'one', header)).toBeNull();
  keepDraft(storage, 'one', null);
  expect(storage.getItem('caseload.import/one')).toBeNull();
});

test('where nothing can be kept, nothing breaks', () => {
  const full = memoryStorage();
  full.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(() => keepDraft(full, 'one', { header, rules: RULES })).not.toThrow();
});
