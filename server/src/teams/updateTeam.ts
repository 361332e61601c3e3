import type { Team } from '@caseload/shared/teams/team.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Operation } from '../customerActions/operation.ts';
import { notFound, ProblemError } from '../http/problemError.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import { addMembers, getTeam, refuseNameInUse, withLockedTeams } from './lockedTeams.ts';
import { type Member, removeMembers, saveTeam } from './queries.ts';
import { changesOf } from './teamParts.ts';

export type TeamChanges = { readonly name?: string; readonly members?: readonly Member[] };

/** Renames a team or sets who is in it; `outdated` when it is no longer as it was at `updatedAt`. */
export function updateTeam(
  database: Database,
  actor: Actor,
  operation: Operation,
  id: string,
  updatedAt: string,
  { name, members }: TeamChanges,
): Promise<Team> {
  return withLockedTeams(database, actor, async (tx, teams) => {
    const team = teams.find((candidate) => candidate.id === id);
    if (!team) throw notFound('There is no such team.');
    if (team.updatedAt !== updatedAt) throw new ProblemError('outdated', {});
    if (name !== undefined && name !== team.name) refuseNameInUse(teams, name);
    await saveTeam(tx, actor.organisationId, id, name ?? team.name);
    if (members !== undefined) {
      await removeMembers(tx, actor.organisationId, id);
      await addMembers(tx, actor, id, members);
    }
    const saved = await getTeam(tx, actor, id);
    const changes = changesOf(team, saved);
    if (changes.length > 0) {
      await recordOrganisationAction(tx, actor, operation, {
        type: 'team_update',
        subject: { kind: 'team', id, name: team.name },
        changes,
      });
    }
    return saved;
  });
}
