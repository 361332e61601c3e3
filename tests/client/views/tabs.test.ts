import { en } from '@caseload/client/i18n/en.ts';
import { createI18n } from '@caseload/client/i18n/i18n.ts';
import { listOf } from '@caseload/client/assignedWork/filterDocument.ts';
import { countText, isModified, tabOf, tabsOf } from '@caseload/client/views/tabs.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { View } from '@caseload/shared/views/view.ts';
import { expect, test } from 'vitest';

const statuses: Status[] = [
  { key: 'new', label: 'New', category: 'open', archived: false },
  { key: 'waiting', label: 'Waiting', category: 'waiting', archived: false },
  { key: 'closed', label: 'Closed', category: 'done', archived: false },
];
const view = (id: string, filter: View['filter'], name = id): View => ({
  id,
  kind: id === 'overdue' || id === 'all' ? 'built-in' : 'personal',
  name,
  filter,
  sort: 'dueAt',
  owner: null,
  canChange: false,
  count: 3,
  updatedAt: null,
});
const views = [
  view('overdue', { assignedTo: 'me', category: ['open', 'waiting'], due: 'overdue' }),
  view('all', { assignedTo: 'me', category: ['open', 'waiting', 'done'] }),
  view('0198', { assignedTo: 'any', tag: ['vip'] }, 'VIP everywhere'),
];
const { t } = createI18n(en);
const tabs = tabsOf(t, views, 1_097);

test('the usual list comes first, built-in views are named in the language, others as they are called', () => {
  expect(tabs.map(({ name, count }) => [name, count])).toEqual([
    ['Open', 1_097],
    ['Overdue', 3],
    ['All', 3],
    ['VIP everywhere', 3],
  ]);
});

test('an address is the tab it names, else the one that holds the same, else the usual one', () => {
  const idOf = (search: Parameters<typeof tabOf>[1]) => tabOf(tabs, search, statuses)?.id;
  expect(idOf({})).toBe('open');
  expect(idOf({ status: 'any' })).toBe('all');
  expect(idOf({ due: 'overdue' })).toBe('overdue');
  expect(idOf({ view: '0198', assignedTo: 'any', status: 'any', tag: ['vip'], sort: 'name' })).toBe('0198');
  expect(idOf({ view: 'deleted', q: 'Ana' })).toBe('open');
  for (const tab of tabs) expect(tabOf(tabs, tab.search, statuses)).toBe(tab);
});

test('a tab is modified when its filter or its order is', () => {
  const [usual, overdue] = tabs;
  if (usual === undefined || overdue === undefined) throw new Error('tabs are missing');
  expect(isModified(usual, listOf({ status: ['new', 'waiting'] }), statuses)).toBe(false);
  expect(isModified(usual, listOf({ q: 'Ana' }), statuses)).toBe(true);
  expect(isModified(overdue, listOf(overdue.search), statuses)).toBe(false);
  expect(isModified(overdue, listOf({ ...overdue.search, sort: '-dueAt' }), statuses)).toBe(true);
});

test('counts end where nobody counts any more', () => {
  expect([0, 7, 999, 1_000].map((count) => countText(count, 'en'))).toEqual(['0', '7', '999', '999+']);
});
