import type { Team } from '@caseload/shared/teams/team.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { addMembers, getTeam, refuseNameInUse, withLockedTeams } from './lockedTeams.ts';
import { insertTeam, type Member } from './queries.ts';

/** Founds a team. */
export function createTeam(
  database: Database,
  actor: Actor,
  input: { readonly name: string; readonly members: readonly Member[] },
): Promise<Team> {
  return withLockedTeams(database, actor, async (tx, teams) => {
    refuseNameInUse(teams, input.name);
    const id = newId();
    await insertTeam(tx, actor.organisationId, id, input.name);
    await addMembers(tx, actor, id, input.members);
    return getTeam(tx, actor, id);
  });
}
