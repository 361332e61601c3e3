import type { Team } from '@caseload/shared/teams/team.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Operation } from '../customerActions/operation.ts';
import { newId } from '../newId.ts';
import { changesOfNew, recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import { addMembers, getTeam, refuseNameInUse, withLockedTeams } from './lockedTeams.ts';
import { insertTeam, type Member } from './queries.ts';
import { partsOf } from './teamParts.ts';

/** Founds a team. */
export function createTeam(
  database: Database,
  actor: Actor,
  operation: Operation,
  input: { readonly name: string; readonly members: readonly Member[] },
): Promise<Team> {
  return withLockedTeams(database, actor, async (tx, teams) => {
    refuseNameInUse(teams, input.name);
    const id = newId();
    await insertTeam(tx, actor.organisationId, id, input.name);
    await addMembers(tx, actor, id, input.members);
    const team = await getTeam(tx, actor, id);
    await recordOrganisationAction(tx, actor, operation, {
      type: 'team_create',
      subject: { kind: 'team', id, name: team.name },
      changes: changesOfNew(partsOf(team)),
    });
    return team;
  });
}
