import { expect, test } from 'vitest';
import {
  choicesOf,
  clashingColumns,
  columnFault,
  columnsPerField,
  mapOf,
} from '@caseload/client/imports/columnChoices.ts';
import { importRules } from '@caseload/shared/imports/importRules.ts';

const header = ['First name', ' Last Name ', 'E-mail', '', 'Tags', 'tags'];

test('choices and mapping say the same, whatever case and space the mapping names columns with', () => {
  const map = [
    { field: 'name', columns: ['first NAME', 'Last name'] },
    { field: 'email', columns: ['e-mail'] },
  ];
  const choices = choicesOf(header, map);
  expect(choices).toEqual(['name', 'name', 'email', null, null, null]);
  expect(mapOf(header, choices)).toEqual([
    { field: 'name', columns: ['First name', 'Last Name'] },
    { field: 'email', columns: ['E-mail'] },
  ]);
  expect(columnsPerField(choices)).toEqual(
    new Map([
      ['name', 2],
      ['email', 1],
    ]),
  );
  expect(importRules.shape.map.safeParse(mapOf(header, choices)).success).toBe(true);
});

test('columns without a name of their own cannot be chosen', () => {
  expect(header.map((_, index) => columnFault(header, index))).toEqual([
    null,
    null,
    null,
    'nameless',
    'repeated',
    'repeated',
  ]);
  expect(choicesOf(header, [{ field: 'tags', columns: ['Tags'] }])).toEqual(header.map(() => null));
  expect(mapOf(header, [null, null, null, 'notes', 'tags', null])).toEqual([]);
});

test('a field of one column clashes at the later ones, a field of several does not', () => {
  expect([...clashingColumns(['email', 'name', 'name', 'email', 'fields.plan', 'fields.plan'])]).toEqual([3]);
});

test('columns a mapping names that are not in the file are passed over', () => {
  expect(choicesOf(['Name'], [{ field: 'phone', columns: ['Telephone'] }])).toEqual([null]);
});
