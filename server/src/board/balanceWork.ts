import type { BalanceRequest } from '@caseload/shared/board/endpoints.ts';
import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { customerListOf } from '../assignedWork/customerList.ts';
import { type FoundRow, listCustomers } from '../assignedWork/queries.ts';
import { createBatch, type CreatedBatch } from '../batches/createBatch.ts';
import type { Operation } from '../customerActions/operation.ts';
import { forbidden, invalid } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { listKnown } from '../teams/queries.ts';

type Moves = BalanceRequest['moves'];

/**
 * Moves so many open customers between people, as one batch. Those due last go, and before them those without a
 * due date: what is due next stays with who knows it. Who has fewer than asked for gives what there is.
 */
export async function balanceWork(
  database: Database,
  actor: Actor,
  operation: Operation,
  { moves, mode, dryRun }: BalanceRequest,
): Promise<CreatedBatch> {
  if (!canSupervise(actor)) throw forbidden('Only supervisors and administrators move the work of others.');
  await refuseUnknownPeople(database, actor, moves);
  const found = await readWork(database, actor, moves);
  const targets = targetsOf(moves, found);
  return createBatch(database, actor, operation, {
    kind: 'reassignment',
    customers: [...found.values()].flat().filter(({ id }) => targets.has(id)),
    mode,
    dryRun,
    targets: moves.map(({ to }, index) => ({ id: to, pointer: `/moves/${index}/to` })),
    // Asked for when a plan is made, so not when the same press comes again and all has moved already.
    wishOf(rows) {
      if (rows.length === 0) throw invalid([NOTHING_TO_GIVE]);
      return (row) => ({ assignedTo: targets.get(row.id) ?? row.assignedTo });
    },
  });
}

const NOTHING_TO_GIVE = {
  in: 'body',
  pointer: '/moves',
  message: 'none of these people has open customers to give',
} as const;

async function refuseUnknownPeople(
  database: Database,
  { organisationId }: Actor,
  moves: Moves,
): Promise<void> {
  const ids = [...new Set(moves.flatMap(({ from, to }) => [from, to]))];
  const [rows] = await database.read({ organisationId }, (tx) => [listKnown(tx, organisationId, ids)]);
  const known = new Set(rows.map(({ id }) => id));
  const issues = moves.flatMap((move, index) =>
    (['from', 'to'] as const)
      .filter((end) => !known.has(move[end]))
      .map(
        (end): InputIssue => ({
          in: 'body',
          pointer: `/moves/${index}/${end}`,
          message: 'is nobody of this organisation',
        }),
      ),
  );
  if (issues.length > 0) throw invalid(issues);
}

/** As many open customers of each giver as they are to give, those due last first. */
async function readWork(
  database: Database,
  actor: Actor,
  moves: Moves,
): Promise<ReadonlyMap<string, FoundRow[]>> {
  const counts = new Map<string, number>();
  for (const { from, count } of moves) counts.set(from, (counts.get(from) ?? 0) + count);
  const asker = { actor, now: new Date(), timeZone: 'UTC' };
  const lists = await database.read({ organisationId: actor.organisationId }, (tx) =>
    [...counts].map(([assignedTo, rows]) => {
      const list = customerListOf({ assignedTo, category: ['open', 'waiting'] }, '-dueAt', asker);
      return listCustomers(tx, list, { after: undefined, rows, withNotes: false });
    }),
  );
  return new Map([...counts.keys()].map((id, index) => [id, lists[index] ?? []]));
}

/** Who gets which customer, in the order of the moves. */
function targetsOf(moves: Moves, found: ReadonlyMap<string, readonly FoundRow[]>): Map<string, string> {
  const targets = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const { from, to, count } of moves) {
    const at = taken.get(from) ?? 0;
    taken.set(from, at + count);
    for (const { id } of found.get(from)?.slice(at, at + count) ?? []) targets.set(id, to);
  }
  return targets;
}
