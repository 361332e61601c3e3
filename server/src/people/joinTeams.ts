import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { invalid } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { insertMembers, listTeams, saveTeam } from '../teams/queries.ts';

export type Membership = { readonly id: string; readonly isSupervisor: boolean };

/** Teams by their names, as the history tells of them. */
type Joined = { readonly teams: readonly string[]; readonly supervises: readonly string[] };

/** Puts a new person into teams, which change by it. Needs the lock of teams, which is that of people. */
export async function joinTeams(
  tx: Transaction,
  { organisationId }: Actor,
  employeeId: string,
  wanted: readonly Membership[],
): Promise<Joined> {
  if (wanted.length === 0) return { teams: [], supervises: [] };
  const teams = new Map((await listTeams(tx, organisationId)).map((team) => [team.id, team]));
  const issues = wanted.flatMap(({ id }, index) =>
    teams.has(id)
      ? []
      : [
          {
            in: 'body' as const,
            pointer: `/teams/${index}/id`,
            message: 'is no team of this organisation',
          },
        ],
  );
  if (issues.length > 0) throw invalid(issues);
  const names: string[] = [];
  const supervises: string[] = [];
  for (const { id, isSupervisor } of wanted) {
    const name = teams.get(id)?.name ?? '';
    await insertMembers(tx, organisationId, id, [{ id: employeeId, isSupervisor }]);
    // Who has the team open with its members as they were may not put them back.
    await saveTeam(tx, organisationId, id, name);
    names.push(name);
    if (isSupervisor) supervises.push(name);
  }
  return { teams: names, supervises };
}
