import type { ResponseBody } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { listDemoPeople } from '@caseload/shared/session/endpoints.ts';

export type DemoPerson = ResponseBody<typeof listDemoPeople>['people'][number];
export type DemoGroup = { readonly organisation: string; readonly people: readonly DemoPerson[] };

/** The few worth a first look: most customers, another employee, a supervisor, an administrator. */
export function chooseFew(people: readonly DemoPerson[]): readonly DemoPerson[] {
  const [home] = groupByOrganisation(people);
  if (home === undefined) return [];
  const employees = home.people.filter(({ role }) => role === 'employee');
  const busiest = employees.reduce<DemoPerson | undefined>(
    (most, person) => (most === undefined || person.customers > most.customers ? person : most),
    undefined,
  );
  const few = [
    busiest,
    employees.find((person) => person !== busiest),
    home.people.find(({ role }) => role === 'supervisor'),
    home.people.find(({ role }) => role === 'admin'),
  ];
  return few.filter((person) => person !== undefined);
}

/** Organisations in the order the server names them. */
export function groupByOrganisation(people: readonly DemoPerson[]): readonly DemoGroup[] {
  const groups = Map.groupBy(people, ({ organisation }) => organisation);
  return [...groups].map(([organisation, members]) => ({ organisation, people: members }));
}
