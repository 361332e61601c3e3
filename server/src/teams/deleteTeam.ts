import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { withLockedTeams } from './lockedTeams.ts';
import { removeTeam } from './queries.ts';

/** Dissolves a team; its people and their customers are not touched. */
export function deleteTeam(database: Database, actor: Actor, id: string): Promise<void> {
  return withLockedTeams(database, actor, async (tx) => {
    const [removed] = await removeTeam(tx, actor.organisationId, id);
    if (!removed) throw notFound('There is no such team.');
  });
}
