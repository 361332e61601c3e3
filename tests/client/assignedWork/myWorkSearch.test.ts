import { expect, test } from 'vitest';
import { readCustomersSearch, readMyWorkSearch } from '@caseload/client/assignedWork/myWorkSearch.ts';
import { parseSearch, stringifySearch } from '@caseload/client/app/searchText.ts';

const PERSON = '01945b2e-7d51-7bb8-9d2c-6d1a4f0e9c11';
const TEAM = '01945b2e-7d51-7bb8-9d2c-6d1a4f0e9c22';

test('everything an address can say is read, and written the same way', () => {
  const text = [
    `?view=due-today&assignedTo=${PERSON}&team=${TEAM}&status=new,waiting&category=open&priority=urgent,low&tag=vip,two+words`,
    '&archived=any&due=week&followUp=awake&dueFrom=2026-11-21T00%3A00%3A00.000000Z&q=Ana+%26+co',
    '&sort=-dueAt&cursor=abc_-1&from=101',
  ].join('');
  const search = readMyWorkSearch(parseSearch(text));
  expect(search).toEqual({
    view: 'due-today',
    assignedTo: PERSON,
    team: TEAM,
    status: ['new', 'waiting'],
    category: ['open'],
    priority: ['urgent', 'low'],
    tag: ['vip', 'two words'],
    archived: 'any',
    due: 'week',
    followUp: 'awake',
    dueFrom: '2026-11-21T00:00:00.000000Z',
    q: 'Ana & co',
    sort: '-dueAt',
    cursor: 'abc_-1',
    from: 101,
  });
  expect(stringifySearch(search)).toBe(text);
  expect(readMyWorkSearch(search)).toEqual(search);
});

test('an address that says nothing has no filters', () => {
  expect(Object.values(readMyWorkSearch({})).filter((value) => value !== undefined)).toEqual([]);
});

test.each([
  { view: 'Über uns' },
  { assignedTo: 'me' },
  { assignedTo: 'somebody' },
  { team: 'bakeries' },
  { status: 'NEW' },
  { status: '' },
  { status: ',' },
  { category: 'lost' },
  { priority: 'urgent,never' },
  { tag: '' },
  { archived: 'false' },
  { q: '' },
  { q: 'x'.repeat(201) },
  { due: 'someday' },
  { followUp: 'soon' },
  { dueFrom: 'yesterday' },
  { sort: 'dueAt' },
  { sort: 'password' },
  { cursor: 'a b' },
  { from: '0' },
  { from: '1e99' },
  { unknown: '1' },
])('%j counts as absent', (raw) => {
  const { ...known } = readMyWorkSearch(raw);
  expect(Object.values(known).filter((value) => value !== undefined)).toEqual([]);
});

test('"any" is every status, not a status of that name', () => {
  expect(readMyWorkSearch({ status: 'any' }).status).toBe('any');
});

test.each([
  [{}, undefined],
  [{ sort: 'name', cursor: 'abc', team: undefined }, undefined],
  [{ q: 'bakery' }, 'any'],
  [{ assignedTo: undefined, team: TEAM }, 'any'],
  [{ assignedTo: 'somebody' }, 'any'],
  [{ assignedTo: 'me' }, 'me'],
  [{ assignedTo: 'none' }, 'none'],
  [{ assignedTo: PERSON }, PERSON],
])('of everybody’s customers %j holds those of %s', (raw, assignedTo) => {
  expect(readCustomersSearch(raw).assignedTo).toBe(assignedTo);
});
