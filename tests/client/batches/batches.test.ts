import type { SkippedCustomer, SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { describe, expect, test } from 'vitest';
import { findOptions } from '@caseload/client/batches/findOptions.ts';
import { gainAtMost, gainOfRows } from '@caseload/client/batches/loadAfter.ts';
import { planFailureText } from '@caseload/client/batches/planFailureText.ts';
import { batchSelectionOf, knownFilter } from '@caseload/client/batches/selectionOf.ts';
import { signed } from '@caseload/client/batches/signed.ts';
import { failedOf, groupSkipped, stoppingOf } from '@caseload/client/batches/skipped.ts';
import { tagEditOf } from '@caseload/client/batches/tagEdit.ts';
import { ProblemError } from '@caseload/client/api/errors.ts';
import { selectAllMatching, selectIds, NOTHING_SELECTED } from '@caseload/client/assignedWork/selection.ts';
import { summaryRow } from '../assignedWork/summaryRow.ts';
import { words } from './batchWords.ts';

const statuses: Status[] = [
  { key: 'new', label: 'New', category: 'open', archived: false },
  { key: 'waiting', label: 'Waiting', category: 'waiting', archived: false },
  { key: 'closed', label: 'Closed', category: 'done', archived: false },
];

describe('people to choose from', () => {
  const options = ['Elif Yıldız', 'Zoé Lefèvre', 'Tomasz Zieliński'].map((name) => ({ id: name, name }));
  test.each([
    ['', 3],
    ['zoe', 1],
    ['LEF zo', 1],
    ['zi', 1],
    ['e', 1],
    ['nobody', 0],
    ['  ', 3],
  ])('“%s” finds %i', (text, count) => {
    expect(findOptions(options, text)).toHaveLength(count);
  });

  test('gain what is open and not theirs already', () => {
    const rows = [
      summaryRow('1', { assignedTo: 'ana' }),
      summaryRow('2', { assignedTo: 'ben', status: 'waiting' }),
      summaryRow('3', { assignedTo: 'ben', status: 'closed' }),
      summaryRow('4', { assignedTo: null, archived: true }),
      summaryRow('5', { assignedTo: null }),
    ];
    expect(gainOfRows(rows, statuses)('ana')).toEqual({ count: 2, isExact: true });
    expect(gainOfRows(rows, statuses)('cem')).toEqual({ count: 3, isExact: true });
    expect(gainAtMost(1_243)()).toEqual({ count: 1_243, isExact: false });
  });
});

describe('what is chosen', () => {
  const rows = new Map(['1', '2', '3'].map((id) => [id, summaryRow(id, { updatedAt: `t${id}` })]));
  const parts = {
    order: ['3', '2', '1'],
    find: (id: string) => rows.get(id),
    list: { filter: {}, sort: 'dueAt' } as const,
    statuses,
    timeZone: 'Europe/Berlin',
  };

  test('by name goes as it was seen, in the order of the list', async () => {
    const selection = selectIds(NOTHING_SELECTED, ['1', '3', 'unknown']);
    expect(await batchSelectionOf({ ...parts, selection })).toEqual({
      customers: [
        { id: '3', updatedAt: 't3' },
        { id: '1', updatedAt: 't1' },
      ],
    });
  });

  test('by filter goes as the document, without statuses that are gone', async () => {
    const filter = { assignedTo: 'any', status: ['new', 'gone'], due: 'week' } as const;
    const selection = selectAllMatching({ ...filter, status: [...filter.status] }, 1_243);
    expect(await batchSelectionOf({ ...parts, selection })).toEqual({
      filter: { assignedTo: 'any', status: ['new'], due: 'week' },
      timeZone: 'Europe/Berlin',
    });
    expect(knownFilter({ team: 't', category: ['open', 'waiting'] }, statuses)).toEqual({
      team: 't',
      status: ['new', 'waiting'],
    });
    expect(knownFilter({ q: 'ana' }, statuses)).toEqual({ q: 'ana' });
  });
});

describe('what stays as it is', () => {
  const skipped = (id: string, reason: SkipReason): SkippedCustomer => ({
    id,
    name: id,
    reason,
    changedBy: null,
    changedAt: null,
  });
  const all = [
    skipped('1', 'unchanged'),
    skipped('2', 'changed'),
    skipped('3', 'not-found'),
    skipped('4', 'changed'),
    skipped('5', 'archived'),
  ];
  const idsOf = (list: readonly SkippedCustomer[]) => list.map(({ id }) => id);

  test('stays selected where somebody can still do something about it', () => {
    expect(idsOf(failedOf(all))).toEqual(['2', '4', '5']);
  });

  test('stops a batch that changes all or nothing, unless it is as wanted already', () => {
    expect(idsOf(stoppingOf({ mode: 'all-or-nothing', skipped: all }))).toEqual(['2', '3', '4', '5']);
    expect(stoppingOf({ mode: 'best-effort', skipped: all })).toEqual([]);
  });

  test('is told by reason, what needs care first', () => {
    expect(groupSkipped(all).map(({ reason, customers }) => [reason, customers.length])).toEqual([
      ['changed', 2],
      ['archived', 1],
      ['unchanged', 1],
      ['not-found', 1],
    ]);
  });
});

test('tags are added and taken, the others kept', () => {
  const edit = tagEditOf('label', ['vip', 'late'], ['old']);
  expect(edit.make(summaryRow('1', { tags: ['old', 'vip', 'mine'] }))).toEqual({
    tags: ['vip', 'mine', 'late'],
  });
  expect(edit.changes).toEqual({ addTags: ['vip', 'late'], removeTags: ['old'] });
  expect(tagEditOf('label', ['vip'], []).changes).toEqual({ addTags: ['vip'] });
});

test('a filter that holds nobody is said in the person’s words, anything else as everywhere', () => {
  const refusal = (pointer: string) =>
    new ProblemError({
      type: 'validation',
      status: 400,
      title: 'wrong',
      instance: 'r',
      issues: [{ in: 'body', pointer, message: 'no customer matches' }],
    });
  expect(planFailureText(words.t, refusal('/filter'))).toMatch(/matches no customer/u);
  expect(planFailureText(words.t, refusal('/customers'))).toMatch(/Please correct this/u);
});

test.each([
  [12, '+12'],
  [0, '0'],
  [-3, '-3'],
])('a change of %i reads %s', (number, text) => {
  expect(signed(number, 'en')).toBe(text);
});
