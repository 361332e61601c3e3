import { canManageTeams } from '@caseload/shared/rules/canSupervise.ts';
import type { Team } from '@caseload/shared/teams/team.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { forbidden, invalid, notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { findTeam, insertMembers, listKnown, listTeams, lockTeams, type Member } from './queries.ts';

/** Runs `work` with all teams of the organisation, which nobody else changes meanwhile. */
export async function withLockedTeams<T>(
  database: Database,
  actor: Actor,
  work: (tx: Transaction, teams: readonly Team[]) => Promise<T>,
): Promise<T> {
  if (!canManageTeams(actor)) throw forbidden('Only administrators manage teams.');
  const { organisationId } = actor;
  return database.write({ organisationId }, async (tx) => {
    await lockTeams(tx, organisationId);
    return work(tx, await listTeams(tx, organisationId));
  });
}

export function refuseNameInUse(teams: readonly Team[], name: string): void {
  if (!teams.some((team) => team.name === name)) return;
  throw invalid([{ in: 'body', pointer: '/name', message: 'is the name of another team' }]);
}

/** Puts people into a team that has none. */
export async function addMembers(
  tx: Transaction,
  { organisationId }: Actor,
  teamId: string,
  members: readonly Member[],
): Promise<void> {
  if (members.length === 0) return;
  const known = await listKnown(
    tx,
    organisationId,
    members.map(({ id }) => id),
  );
  const ids = new Set(known.map(({ id }) => id));
  const issues = members.flatMap(({ id }, index) =>
    ids.has(id)
      ? []
      : [
          {
            in: 'body' as const,
            pointer: `/members/${index}/id`,
            message: 'is nobody of this organisation',
          },
        ],
  );
  if (issues.length > 0) throw invalid(issues);
  await insertMembers(tx, organisationId, teamId, members);
}

/** The team as the transaction has it now. */
export async function getTeam(tx: Transaction, { organisationId }: Actor, id: string): Promise<Team> {
  const [team] = await findTeam(tx, organisationId, id);
  if (!team) throw notFound('There is no such team.');
  return team;
}
