import type { DemoPerson } from '@caseload/shared/session/demoPeople.ts';
import type { CustomFieldType } from '@caseload/shared/customFields/customField.ts';
import type { StatusCategory } from '@caseload/shared/organisations/organisation.ts';
import { PLANS } from './topics.ts';

type OfficePerson = DemoPerson & { readonly id: string };

type DemoTeam = {
  readonly id: string;
  readonly name: string;
  readonly members: readonly { readonly id: string; readonly isSupervisor: boolean }[];
};

/** An organisation of the demo and the ids of those who act in it. */
export type Office = {
  readonly organisationId: string;
  readonly slug: string;
  readonly name: string;
  readonly people: readonly OfficePerson[];
  readonly employees: readonly string[];
  readonly supervisors: readonly string[];
  /** Of the view that everybody shares. */
  readonly viewId: string;
  readonly teams: readonly DemoTeam[];
};

const TEAMS = ['Onboarding', 'Renewals'] as const;

export function makeOffice(
  name: string,
  people: readonly DemoPerson[],
  newId: () => string,
  newTeamId: () => string,
): Office {
  const withIds = people.map((person) => ({ ...person, id: newId() }));
  const idsOf = (role: DemoPerson['role']) => withIds.filter((one) => one.role === role).map(({ id }) => id);
  const [employees, supervisors] = [idsOf('employee'), idsOf('supervisor')];
  return {
    organisationId: newId(),
    slug: name.toLowerCase(),
    name,
    people: withIds,
    employees,
    supervisors,
    viewId: newId(),
    teams: TEAMS.map((team, index) => ({
      id: newTeamId(),
      name: team,
      members: [
        ...everySecond(supervisors, index).map((id) => ({ id, isSupervisor: true })),
        ...everySecond(employees, index).map((id) => ({ id, isSupervisor: false })),
      ],
    })),
  };
}

const everySecond = (ids: readonly string[], from: number) =>
  ids.filter((_, at) => at % TEAMS.length === from);

export const DEMO_STATUSES: readonly { key: string; label: string; category: StatusCategory }[] = [
  { key: 'new', label: 'New', category: 'open' },
  { key: 'in_progress', label: 'In progress', category: 'open' },
  { key: 'waiting', label: 'Waiting', category: 'waiting' },
  { key: 'escalated', label: 'Escalated', category: 'open' },
  { key: 'resolved', label: 'Resolved', category: 'done' },
  { key: 'closed', label: 'Closed', category: 'done' },
];

/** The custom fields of every demo customer; see `makeCustomer`. */
export const DEMO_CUSTOM_FIELDS: readonly {
  key: string;
  label: string;
  type: CustomFieldType;
  choices: readonly string[];
}[] = [
  { key: 'plan', label: 'Plan', type: 'choice', choices: PLANS },
  { key: 'contract', label: 'Contract', type: 'text', choices: [] },
  { key: 'seats', label: 'Seats', type: 'number', choices: [] },
  { key: 'renewal', label: 'Renewal', type: 'date', choices: [] },
  { key: 'region', label: 'Region', type: 'text', choices: [] },
];
