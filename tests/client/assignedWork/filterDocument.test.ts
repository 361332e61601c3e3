import {
  type CustomerFilter,
  customerFilter,
  DUES,
  FOLLOW_UPS,
} from '@caseload/shared/assignedWork/customerFilter.ts';
import { SORTS } from '@caseload/shared/assignedWork/endpoints.ts';
import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '@caseload/client/app/searchText.ts';
import { listQuery } from '@caseload/client/assignedWork/customerPages.ts';
import {
  isSameList,
  listOf,
  searchOf,
  unfinishedStatuses,
  wantedStatuses,
} from '@caseload/client/assignedWork/filterDocument.ts';
import { readMyWorkSearch } from '@caseload/client/assignedWork/myWorkSearch.ts';
import { nameStatusSet } from '@caseload/client/assignedWork/nameStatusSet.ts';
import { checkSeeded } from '../conflicts/checkSeeded.ts';

const statuses: Status[] = [
  { key: 'new', label: 'New', category: 'open', archived: false },
  { key: 'waiting', label: 'Waiting', category: 'waiting', archived: false },
  { key: 'closed', label: 'Closed', category: 'done', archived: false },
];

const someOf = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const filters: fc.Arbitrary<CustomerFilter> = fc.record(
  {
    assignedTo: fc.constantFrom('me', 'none', 'any', '01945b2e-7d51-7bb8-9d2c-6d1a4f0e9c11'),
    team: fc.constant('01945b2e-7d51-7bb8-9d2c-6d1a4f0e9c22'),
    status: someOf(['new', 'waiting', 'closed']),
    category: someOf(['open', 'waiting', 'done'] as const),
    priority: someOf(PRIORITIES),
    tag: someOf(['vip', 'two words', 'ä&=%']),
    archived: fc.constantFrom('false', 'true', 'any'),
    due: fc.constantFrom(...DUES),
    followUp: fc.constantFrom(...FOLLOW_UPS),
    dueFrom: fc.constant('2026-11-21T00:00:00.000000Z'),
    dueBefore: fc.constant('2026-12-21T00:00:00.000000Z'),
    createdFrom: fc.constant('2026-10-21T00:00:00.000000Z'),
    createdBefore: fc.constant('2026-11-21T00:00:00.000000Z'),
    q: fc.constantFrom('Ana', 'a & b', 'ÄÖ %'),
  },
  { requiredKeys: [] },
);

test('every document a view can hold survives the way through an address', () => {
  checkSeeded(
    fc.property(filters, fc.constantFrom(...SORTS), (filter, sort) => {
      expect(customerFilter.safeParse(filter).success).toBe(true);
      const address = stringifySearch(searchOf({ filter, sort }, 'some-view'));
      const read = readMyWorkSearch(parseSearch(address));
      expect(read.view).toBe('some-view');
      expect(isSameList(listOf(read), { filter, sort }, statuses)).toBe(true);
      expect(customerFilter.safeParse(listOf(read).filter).success).toBe(true);
    }),
  );
});

test('a list asks for the same customers as its document', () => {
  const ask = (filter: CustomerFilter) => listQuery({ filter, sort: 'dueAt' }, statuses, 'Europe/Berlin');
  expect(ask({ assignedTo: 'me', category: ['open', 'waiting'] })).toEqual({
    assignedTo: 'me',
    status: 'new,waiting',
  });
  expect(ask({ category: ['open'], status: ['new', 'closed'] })).toEqual({
    assignedTo: 'any',
    status: 'new',
  });
  expect(ask({ due: 'today', priority: ['high', 'low'], tag: ['vip'], archived: 'any', q: 'Ana' })).toEqual({
    assignedTo: 'any',
    due: 'today',
    timeZone: 'Europe/Berlin',
    priority: 'high,low',
    tag: 'vip',
    archived: 'any',
    q: 'Ana',
  });
});

test('the usual address is open and waiting work of one’s own, soonest due first', () => {
  expect(listOf({})).toEqual({
    filter: { assignedTo: 'me', category: ['open', 'waiting'] },
    sort: 'dueAt',
  });
  expect(searchOf(listOf({}))).toEqual({});
  expect(listOf({ status: 'any' }).filter).toEqual({ assignedTo: 'me' });
});

test('statuses the organisation gave up are ignored, and the usual ones stand in when none is left', () => {
  expect(wantedStatuses({ status: ['gone', 'closed'] }, statuses)).toEqual(['closed']);
  expect(wantedStatuses({ status: ['gone'] }, statuses)).toEqual(['new', 'waiting']);
  expect(wantedStatuses({ category: ['open', 'waiting', 'done'] }, statuses)).toBeNull();
  expect(wantedStatuses({}, statuses)).toBeNull();
});

test('what is done is overdue no more, so its statuses are left out of those asked for', () => {
  expect(unfinishedStatuses({}, statuses)).toEqual(['new', 'waiting']);
  expect(unfinishedStatuses({ category: ['waiting', 'done'] }, statuses)).toEqual(['waiting']);
  expect(unfinishedStatuses({ status: ['closed', 'new'] }, statuses)).toEqual(['new']);
  expect(unfinishedStatuses({ status: ['closed'] }, statuses)).toEqual([]);
});

test('two ways to say the same are the same list, and another order is another', () => {
  const open = listOf({});
  expect(isSameList(open, listOf({ status: ['waiting', 'new'] }), statuses)).toBe(true);
  expect(isSameList(open, listOf({ sort: 'name' }), statuses)).toBe(false);
  expect(isSameList(open, listOf({ due: 'today' }), statuses)).toBe(false);
  const [one, other] = [listOf({ priority: ['low', 'high'] }), listOf({ priority: ['high', 'low'] })];
  expect(isSameList(one, other, statuses)).toBe(true);
});

test('a chosen set of statuses gets its shortest name', () => {
  expect(nameStatusSet(['waiting', 'new'], statuses)).toBeUndefined();
  expect(nameStatusSet(['closed', 'new'], statuses)).toEqual(['new', 'closed']);
  expect(nameStatusSet(['new', 'waiting', 'closed'], statuses)).toBe('any');
  expect(nameStatusSet([], statuses)).toBe('any');
});
