import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BatchDraft, Wish } from '@caseload/client/batches/batchDraft.ts';
import { recallDraft, rememberDraft } from '@caseload/client/batches/draftMemory.ts';
import { draftText, setsText, wishText } from '@caseload/client/batches/wishText.ts';
import { memoryStorage } from '../customers/memoryStorage.ts';
import { words } from './batchWords.ts';

beforeEach(() => vi.stubGlobal('sessionStorage', memoryStorage()));
afterEach(() => vi.unstubAllGlobals());

test.each<[Wish, string]>([
  [{ kind: 'reassign', assignedTo: 'ana' }, 'Assignee: Ana'],
  [{ kind: 'reassign', assignedTo: null }, 'Assignee: nobody'],
  [{ kind: 'split', assignees: ['ana', 'ben'], split: 'even' }, 'Split evenly over Ana and Ben'],
  [
    { kind: 'split', assignees: ['ana', 'ben', 'cem', 'dan', 'eva'], split: 'load' },
    'Split by present load over Ana, Ben, Cem, and 2 others',
  ],
  [{ kind: 'change', changes: { status: 'closed' } }, 'Status: Closed'],
  [{ kind: 'change', changes: { priority: 'high', dueAt: null } }, 'Priority: High · Due: nothing'],
  [{ kind: 'change', changes: { addTags: ['vip', 'late'] } }, 'Add tags: vip, late'],
  [{ kind: 'change', changes: { removeTags: ['old'], archived: true } }, 'Archive · Remove tags: old'],
  [{ kind: 'change', changes: { archived: false } }, 'Take out of the archive'],
])('%j reads “%s”', (wish, text) => {
  expect(wishText(words, wish)).toBe(text);
});

test('what a batch set is told as it was asked for', () => {
  const set = (field: string, value: string | boolean | null, customers = 3) =>
    ({ field, how: 'set', value, customers }) as const;
  expect(setsText(words, [set('status', 'closed')])).toBe('Status: Closed');
  expect(setsText(words, [set('priority', 'high'), set('dueAt', null), set('archived', true)])).toBe(
    'Priority: High · Due: nothing · Archive',
  );
  expect(setsText(words, [set('assignedTo', 'ana', 1_200), set('assignedTo', 'ben', 7)])).toBe(
    'Assignee: Ana (1,200) and Ben (7)',
  );
  expect(
    setsText(words, [
      { field: 'tags', how: 'add', value: 'vip', customers: 3 },
      { field: 'tags', how: 'remove', value: 'late', customers: 2 },
      { field: 'tags', how: 'add', value: 'new', customers: 1 },
    ]),
  ).toBe('Add tags: vip, new · Remove tags: late');
  expect(setsText(words, [])).toBe('');
});

const ID = '01945b2e-7d51-7bb8-9d2c-6d1a4f0e9c11';
const OTHER = '01945b2e-7d51-7bb8-9d2c-6d1a4f0e9c22';
const common = { mode: 'best-effort', from: 'list', listAddress: '["list"]' } as const;
const drafts: BatchDraft[] = [
  {
    ...common,
    wish: { kind: 'change', changes: { status: 'closed', addTags: ['vip'] } },
    selection: { customers: [{ id: ID, updatedAt: '2026-11-21T09:30:00.000001Z' }] },
  },
  {
    ...common,
    wish: { kind: 'split', assignees: [ID], split: 'even' },
    selection: { filter: { assignedTo: 'none', team: ID }, timeZone: 'Europe/Berlin' },
  },
  { ...common, mode: 'all-or-nothing', from: 'board', moves: [{ from: ID, to: OTHER, count: 62 }] },
];

test('a draft survives a reload of the page, and says what it was', async () => {
  for (const [index, draft] of drafts.entries()) rememberDraft(`batch-${index}`, draft);
  vi.resetModules();
  const reloaded = await import('@caseload/client/batches/draftMemory.ts');
  expect(drafts.map((_, index) => reloaded.recallDraft(`batch-${index}`))).toEqual(drafts);
  expect(drafts.map((draft) => draftText(words, draft))).toEqual([
    'Status: Closed · Add tags: vip',
    'Split evenly over somebody who is no longer listed',
    'Even out the work',
  ]);
});

test('what another version of the page kept, or nobody kept, is not known', () => {
  sessionStorage.setItem('caseload.batch.old', '{"wish":{"kind":"magic"}}');
  sessionStorage.setItem('caseload.batch.broken', '{');
  for (const id of ['old', 'broken', 'unknown']) expect(recallDraft(id)).toBeNull();
});

test('a draft too large to be kept is known until the page is left', async () => {
  const customers = Array.from({ length: 9_000 }, () => ({
    id: ID,
    updatedAt: '2026-11-21T09:30:00.000001Z',
  }));
  const large: BatchDraft = {
    ...common,
    wish: { kind: 'reassign', assignedTo: null },
    selection: { customers },
  };
  rememberDraft('large', large);
  expect(recallDraft('large')).toBe(large);
  expect(Object.keys(sessionStorage)).toEqual([]);
});
