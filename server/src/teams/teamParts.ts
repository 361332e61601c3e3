import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Team } from '@caseload/shared/teams/team.ts';

type Parts = Pick<Team, 'name' | 'members'>;

/** A team as the history shows it: its name, and the names of those in it. */
export const partsOf = ({ name, members }: Parts) => ({
  name,
  members: namesOf(members),
  supervisors: namesOf(supervisorsOf(members)),
});

/** What is different about the team; two people of one name are two. */
export function changesOf(from: Parts, to: Parts): FieldChange[] {
  const [before, after] = [partsOf(from), partsOf(to)];
  const isChanged = {
    name: from.name !== to.name,
    members: idsOf(from.members) !== idsOf(to.members),
    supervisors: idsOf(supervisorsOf(from.members)) !== idsOf(supervisorsOf(to.members)),
  };
  const fields = ['name', 'members', 'supervisors'] as const;
  return fields
    .filter((field) => isChanged[field])
    .map((field) => ({ field, from: before[field], to: after[field] }));
}

type Members = Team['members'];

const supervisorsOf = (members: Members) => members.filter(({ isSupervisor }) => isSupervisor);
const namesOf = (members: Members) => members.map(({ name }) => name);
const idsOf = (members: Members) =>
  members
    .map(({ id }) => id)
    .toSorted()
    .join();
