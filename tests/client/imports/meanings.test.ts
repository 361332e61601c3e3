import { expect, test } from 'vitest';
import { fileWords, meaningOf, withMeaning } from '@caseload/client/imports/meanings.ts';
import type { ImportReport } from '@caseload/shared/imports/import.ts';
import { REPORT, RULES } from './sampleImport.ts';

const problem: ImportReport['problems'][number] = {
  type: 'status',
  field: 'status',
  columns: ['Stage'],
  count: 5,
  row: 2,
  example: 'Stage: is no status',
  words: [
    { of: 'Lead', count: 3 },
    { of: 'Won', count: 2 },
  ],
};
const report = {
  ...REPORT,
  problems: [problem, { ...problem, type: 'assignee' as const, words: [{ of: 'ana', count: 1 }] }],
};

test('unknown words come first, then those that were given a meaning', () => {
  const rules = {
    ...RULES,
    statuses: [
      { word: 'lead', key: 'new' },
      { word: 'Lost', key: 'closed' },
    ],
  };
  expect(fileWords(report, rules, 'status')).toEqual([
    { word: 'Lead', count: 3 },
    { word: 'Won', count: 2 },
    { word: 'Lost', count: null },
  ]);
  expect(fileWords(report, rules, 'assignee')).toEqual([{ word: 'ana', count: 1 }]);
  expect(fileWords(report, rules, 'priority')).toEqual([]);
});

test('a word has one meaning, whatever its case, and may lose it', () => {
  const once = { ...RULES, ...withMeaning(RULES, 'status', 'Lead', 'new') };
  const twice = { ...once, ...withMeaning(once, 'status', 'LEAD', 'waiting') };
  expect(twice.statuses).toEqual([{ word: 'LEAD', key: 'waiting' }]);
  expect(meaningOf(twice, 'status', 'lead')).toBe('waiting');
  expect({ ...twice, ...withMeaning(twice, 'status', 'lead', null) }.statuses).toEqual([]);
  expect(withMeaning(RULES, 'priority', 'asap', 'urgent')).toEqual({
    priorities: [{ word: 'asap', key: 'urgent' }],
  });
  expect(withMeaning(RULES, 'priority', 'asap', 'no such')).toEqual({ priorities: [] });
  expect(withMeaning(RULES, 'assignee', 'ana', 'ana@harbour.example')).toEqual({
    assignees: [{ word: 'ana', person: 'ana@harbour.example' }],
  });
});
