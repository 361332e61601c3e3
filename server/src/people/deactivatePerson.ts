import { type Batch, BATCH_MAXIMUM } from '@caseload/shared/batches/batch.ts';
import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import type { Person } from '@caseload/shared/people/person.ts';
import { canDeactivate } from '@caseload/shared/rules/canManage.ts';
import { isOnlyAdmin } from '@caseload/shared/rules/keepsAdmin.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { BATCH_DEADLINE_MS } from '../batches/batchDeadline.ts';
import { createBatchWithin, openIn } from '../batches/createBatch.ts';
import { reassignmentWish } from '../batches/planBatch.ts';
import { getBatch } from '../batches/presentBatch.ts';
import { takeTime } from '../batches/queries.ts';
import type { Operation } from '../customerActions/operation.ts';
import { forbidden, invalid } from '../http/problemError.ts';
import { recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import { type PeopleDependencies, personAt, withLockedPeople } from './lockedPeople.ts';
import { deleteSessionsOf, endPerson, lockAssignments, lockOpenCustomers, type Somebody } from './queries.ts';

/** Who gets the open customers: one person, nobody (null), or several. */
export type HandOver = {
  readonly assignedTo?: string | null;
  readonly assignees?: readonly string[];
  readonly split: 'even' | 'load';
};

/**
 * Hands over the open customers of a person as one batch and ends what they may do, in one transaction: both or
 * neither. Who gives them a customer at this moment is waited for, or told to look again. Their sessions end at
 * once, in every process.
 */
export async function deactivatePerson(
  { database, store, personChanged }: PeopleDependencies,
  actor: Actor,
  operation: Operation,
  id: string,
  updatedAt: string,
  handOver: HandOver,
): Promise<{ person: Person; batch: Batch | null }> {
  const { organisationId } = actor;
  const work = async (tx: Transaction, everybody: readonly Somebody[]) => {
    if (!canDeactivate(actor, { id })) throw forbidden('Nobody deactivates themselves.');
    const person = personAt(everybody, id, updatedAt);
    refuseUnlessPossible(everybody, person, handOver);
    await lockAssignments(tx, id);
    const batch = await handOverWork(tx, actor, operation, id, handOver);
    const [, ended] = await tx.together([
      endPerson(tx, organisationId, id),
      deleteSessionsOf(tx, organisationId, id),
      recordOrganisationAction(tx, actor, operation, {
        type: 'person_deactivate',
        subject: { kind: 'person', id, name: person.name },
        changes: [{ field: 'active', from: true, to: false }],
        ...(batch === null ? {} : { batchId: batch.id }),
      }),
    ]);
    return { id, result: { batch, ended } };
  };
  const { person, result, batchId } = await withLockedPeople(database, actor, operation, work, {
    prepare: takeTime,
    deadlineMs: BATCH_DEADLINE_MS,
  });
  personChanged(organisationId, id);
  for (const session of result?.ended ?? []) store.announceEnd(session.id);
  if (result) return { person, batch: result.batch };
  return { person, batch: batchId === null ? null : await getBatch(database, actor, batchId) };
}

function refuseUnlessPossible(
  everybody: readonly Somebody[],
  person: Somebody,
  { assignedTo, assignees }: HandOver,
): void {
  const issues: InputIssue[] = [];
  if (!person.active) issues.push({ in: 'path', pointer: '/id', message: 'is somebody who is not active' });
  else if (isOnlyAdmin(everybody, person))
    issues.push({ in: 'path', pointer: '/id', message: 'is the only administrator left' });
  const targets = assignees?.map((target, index) => [target, `/assignees/${index}`] as const) ?? [
    [assignedTo ?? null, '/assignedTo'] as const,
  ];
  for (const [target, pointer] of targets) {
    if (target === null) continue;
    const message = faultOfTarget(everybody, person, target);
    if (message !== undefined) issues.push({ in: 'body', pointer, message });
  }
  if (issues.length > 0) throw invalid(issues);
}

function faultOfTarget(
  everybody: readonly Somebody[],
  leaving: Somebody,
  target: string,
): string | undefined {
  const taker = everybody.find(({ id }) => id === target);
  if (!taker) return 'is nobody of this organisation';
  if (taker.id === leaving.id) return 'is the person who leaves';
  return taker.active ? undefined : 'is not active any more';
}

/** Null when there was nothing to hand over. A split deals the customers out in the order they are due. */
async function handOverWork(
  tx: Transaction,
  actor: Actor,
  operation: Operation,
  id: string,
  handOver: HandOver,
): Promise<Batch | null> {
  const held = await lockOpenCustomers(tx, actor.organisationId, id, BATCH_MAXIMUM + 1);
  if (held.length > BATCH_MAXIMUM) throw invalid([TOO_MANY]);
  if (held.length === 0) return null;
  const { assignedTo = null, assignees, split } = handOver;
  const request = { split, ...(assignees ? { assignees: [...assignees] } : { assignedTo }) };
  return createBatchWithin(tx, actor, operation, {
    kind: 'reassignment',
    customers: held.toSorted((a, b) => order(a.dueSort, b.dueSort) || order(a.id, b.id)),
    mode: 'all-or-nothing',
    dryRun: false,
    // Who they are was checked before; how much they hold decides a split by load.
    targets: (assignees ?? [assignedTo]).flatMap((taker) =>
      taker === null ? [] : { id: taker, pointer: '/handOver' },
    ),
    wishOf: (rows, open) => reassignmentWish(request, rows, open, openIn(actor)),
  });
}

const TOO_MANY = {
  in: 'path',
  pointer: '/id',
  message: `holds more than ${BATCH_MAXIMUM} open customers: hand over some of them first`,
} as const;

/** Of two texts; times as they are written sort like what they mean, and `infinity` behind them all. */
const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
