import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Operation } from '../customerActions/operation.ts';
import { notFound } from '../http/problemError.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import { withLockedTeams } from './lockedTeams.ts';
import { removeTeam } from './queries.ts';
import { changesOf } from './teamParts.ts';

/** Dissolves a team; its people and their customers are not touched. */
export function deleteTeam(
  database: Database,
  actor: Actor,
  operation: Operation,
  id: string,
): Promise<void> {
  return withLockedTeams(database, actor, async (tx, teams) => {
    const team = teams.find((candidate) => candidate.id === id);
    if (!team) throw notFound('There is no such team.');
    await tx.together([
      removeTeam(tx, actor.organisationId, id),
      recordOrganisationAction(tx, actor, operation, {
        type: 'team_delete',
        subject: { kind: 'team', id, name: team.name },
        changes: changesOf(team, { name: team.name, members: [] }),
      }),
    ]);
  });
}
