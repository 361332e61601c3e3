import { expect, test } from 'vitest';
import { chooseFew, type DemoPerson, groupByOrganisation } from '@caseload/client/session/demoPeople.ts';

const person = (
  name: string,
  role: DemoPerson['role'],
  customers: number,
  organisation = 'Harbour',
): DemoPerson => ({
  email: `${name}@example`,
  name,
  role,
  organisation,
  customers,
});
const people = [
  person('e01', 'employee', 500),
  person('e31', 'employee', 1_500),
  person('e32', 'employee', 1_500),
  person('s01', 'supervisor', 0),
  person('s02', 'supervisor', 0),
  person('admin', 'admin', 0),
  person('n01', 'employee', 9_999, 'Northgate'),
];

test('the few are the busiest employee, another one, a supervisor and the administrator of the first office', () => {
  expect(chooseFew(people).map(({ name }) => name)).toEqual(['e31', 'e01', 's01', 'admin']);
});

test('roles that nobody has are left out', () => {
  expect(chooseFew(people.slice(0, 1)).map(({ name }) => name)).toEqual(['e01']);
  expect(chooseFew([])).toEqual([]);
});

test('everybody stands under their organisation', () => {
  const groups = groupByOrganisation(people);
  expect(groups.map(({ organisation, people: { length } }) => [organisation, length])).toEqual([
    ['Harbour', 6],
    ['Northgate', 1],
  ]);
});
