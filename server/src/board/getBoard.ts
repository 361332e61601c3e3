import type { Board } from '@caseload/shared/board/board.ts';
import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import { dayIn } from '@caseload/shared/time/dayIn.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { dueWindowOf } from '../assignedWork/dueWindow.ts';
import { forbidden, notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { findTeam } from '../teams/queries.ts';
import { presentBoard } from './presentBoard.ts';
import { type BoardQuestion, listMoves, listPeople, listPool } from './queries.ts';

/** Who has how much work, of everybody or of a team, in the days of a time zone. One round trip. */
export async function getBoard(
  database: Database,
  actor: Actor,
  team: string | undefined,
  timeZone: string,
): Promise<Board> {
  if (!canSupervise(actor)) throw forbidden('Only supervisors and administrators see the board.');
  const { organisationId } = actor;
  const now = new Date();
  const question = boardQuestion(actor, team, now, timeZone);
  const [people, pool, moves, found] = await database.read(
    { organisationId },
    (tx) =>
      [
        listPeople(tx, question),
        listPool(tx, question),
        listMoves(tx, question),
        ...(team === undefined ? [] : [findTeam(tx, organisationId, team)]),
      ] as const,
  );
  if (found?.length === 0) throw notFound('There is no such team.');
  return presentBoard({ asOf: now.toISOString(), today: dayIn(now, timeZone), people, pool, moves });
}

export function boardQuestion(
  { organisationId, organisation }: Pick<Actor, 'organisationId' | 'organisation'>,
  team: string | undefined,
  now: Date,
  timeZone: string,
): BoardQuestion {
  const { from: today = '', before: weekEnd = '' } = dueWindowOf({ due: 'week' }, now, timeZone);
  const statuses = organisation.statuses.filter(({ category }) => category !== 'done').map(({ key }) => key);
  return { organisationId, team, statuses, today, weekEnd };
}
