import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dueBounds, myWorkQuery } from '@caseload/client/assignedWork/myWorkQuery.ts';
import { nameStatusSet } from '@caseload/client/assignedWork/nameStatusSet.ts';
import type { MyWorkSearch } from '@caseload/client/assignedWork/myWorkSearch.ts';

const statuses: Status[] = [
  { key: 'new', label: 'New', category: 'open' },
  { key: 'waiting', label: 'Waiting', category: 'waiting' },
  { key: 'closed', label: 'Closed', category: 'done' },
];
const asked = (search: MyWorkSearch, now?: Date) => myWorkQuery(search, statuses, now).queryKey[1].query;

beforeEach(() => vi.stubEnv('TZ', 'America/Los_Angeles'));
afterEach(() => vi.unstubAllEnvs());

test('the usual list is mine, not done, with a total; the rest is left to the contract', () => {
  expect(asked({})).toEqual({ assignedTo: 'me', status: 'new,waiting', include: 'total' });
});

test('every filter reaches the server', () => {
  expect(
    asked({ status: ['closed'], archived: 'true', q: 'Ana', sort: 'name', cursor: 'c', from: 101 }),
  ).toEqual({
    assignedTo: 'me',
    status: 'closed',
    archived: 'true',
    q: 'Ana',
    sort: 'name',
    cursor: 'c',
    include: 'total',
  });
  expect(asked({ status: 'any' })).not.toHaveProperty('status');
});

test('statuses the organisation gave up are ignored, and the usual ones stand in when none is left', () => {
  expect(asked({ status: ['gone', 'closed'] })).toMatchObject({ status: 'closed' });
  expect(asked({ status: ['gone'] })).toMatchObject({ status: 'new,waiting' });
});

test('due bounds are whole local days and do not change while the day lasts', () => {
  const morning = new Date('2026-11-21T15:00:00Z');
  const night = new Date('2026-11-22T07:59:59Z');
  const monday = '2026-11-23T08:00:00.000Z';
  expect(dueBounds('overdue', morning)).toEqual({ dueBefore: '2026-11-21T08:00:00.000Z' });
  expect(dueBounds('today', morning)).toEqual({
    dueFrom: '2026-11-21T08:00:00.000Z',
    dueBefore: '2026-11-22T08:00:00.000Z',
  });
  expect(dueBounds('week', morning)).toEqual({ dueFrom: '2026-11-21T08:00:00.000Z', dueBefore: monday });
  for (const due of ['overdue', 'today', 'week'] as const)
    expect(dueBounds(due, night)).toEqual(dueBounds(due, morning));
});

test.each([
  ['a Sunday', '2026-11-22T20:00:00Z', '2026-11-23T08:00:00.000Z'],
  ['a Monday', '2026-11-23T20:00:00Z', '2026-11-30T08:00:00.000Z'],
])('the week of %s ends with its Sunday', (_, now, end) => {
  expect(dueBounds('week', new Date(now)).dueBefore).toBe(end);
});

test('a chosen set of statuses gets its shortest name', () => {
  expect(nameStatusSet(['waiting', 'new'], statuses)).toBeUndefined();
  expect(nameStatusSet(['closed', 'new'], statuses)).toEqual(['new', 'closed']);
  expect(nameStatusSet(['new', 'waiting', 'closed'], statuses)).toBe('any');
  expect(nameStatusSet([], statuses)).toBe('any');
});
