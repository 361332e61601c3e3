import { expect, test } from 'vitest';
import { readMyWorkSearch } from '@caseload/client/assignedWork/myWorkSearch.ts';
import { parseSearch, stringifySearch } from '@caseload/client/app/searchText.ts';

test('everything an address can say is read, and written the same way', () => {
  const text = '?status=new,waiting&archived=any&q=Ana+%26+co&due=week&sort=-dueAt&cursor=abc_-1&from=101';
  const search = readMyWorkSearch(parseSearch(text));
  expect(search).toEqual({
    status: ['new', 'waiting'],
    archived: 'any',
    q: 'Ana & co',
    due: 'week',
    sort: '-dueAt',
    cursor: 'abc_-1',
    from: 101,
  });
  expect(stringifySearch(search)).toBe(text);
  expect(readMyWorkSearch(search)).toEqual(search);
});

test('an address that says nothing has no filters', () => {
  expect(readMyWorkSearch({})).toEqual({});
});

test.each([
  { status: 'NEW' },
  { status: '' },
  { status: ',' },
  { archived: 'false' },
  { q: '' },
  { q: 'x'.repeat(201) },
  { due: 'someday' },
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
