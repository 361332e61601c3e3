import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '@caseload/client/app/searchText.ts';

test('lists are readable, and absent values are left out', () => {
  expect(stringifySearch({ status: ['new', 'waiting'], q: undefined, from: 101 })).toBe(
    '?status=new,waiting&from=101',
  );
  expect(stringifySearch({})).toBe('');
});

test.each(['a,b', 'a&b=c', '100%', 'ü?#/+', ' x '])('the text %s survives', (q) => {
  expect(parseSearch(stringifySearch({ q }))).toEqual({ q });
});
