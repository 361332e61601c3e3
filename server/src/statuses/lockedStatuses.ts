import { canManageStatuses } from '@caseload/shared/rules/canManage.ts';
import { type ManagedStatus, STATUSES_MAXIMUM } from '@caseload/shared/statuses/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { type Operation, refuseOtherRequest } from '../customerActions/operation.ts';
import { forbidden, invalid, notFound } from '../http/problemError.ts';
import { findOrganisationOperation } from '../organisationActions/queries.ts';
import type { Actor } from '../session/actor.ts';
import { listStatuses, lockStatuses } from './queries.ts';

export type StatusDependencies = {
  readonly database: Database;
  /** Something of the organisation was changed: every process reads it anew. */
  readonly organisationChanged: (organisationId: string) => void;
};

export function refuseUnlessManaging(actor: Actor): void {
  if (!canManageStatuses(actor)) throw forbidden('Only administrators manage statuses.');
}

/**
 * Runs `work`, which gives the key of the status it wrote, with all statuses of the organisation, which nobody else
 * changes meanwhile. Answers with the status, and tells every process.
 */
export async function withLockedStatuses(
  { database, organisationChanged }: StatusDependencies,
  actor: Actor,
  operation: Operation,
  work: (tx: Transaction, statuses: readonly ManagedStatus[]) => Promise<string>,
): Promise<ManagedStatus> {
  refuseUnlessManaging(actor);
  const { organisationId } = actor;
  const written = await database.write(
    { organisationId },
    async (tx) => {
      await lockStatuses(tx, organisationId);
      const [statuses, [earlier]] = await tx.together([
        listStatuses(tx, organisationId),
        findOrganisationOperation(tx, organisationId, operation.id),
      ]);
      if (earlier) refuseOtherRequest(operation, earlier);
      const key = earlier?.subjectId ?? (await work(tx, statuses));
      return statusAt(await listStatuses(tx, organisationId), key);
    },
    { repeatable: true },
  );
  organisationChanged(organisationId);
  return written;
}

export function statusAt(statuses: readonly ManagedStatus[], key: string): ManagedStatus {
  const status = statuses.find((candidate) => candidate.key === key);
  if (!status) throw notFound('There is no such status.');
  return status;
}

/** Two statuses that look the same could not be told apart, in lists or by an import. */
export function refuseLabelInUse(statuses: readonly ManagedStatus[], label: string, key?: string): void {
  const folded = label.toLowerCase();
  if (!statuses.some((other) => other.key !== key && other.label.toLowerCase() === folded)) return;
  const message = 'is the name of another status, maybe of an archived one';
  throw invalid([{ in: 'body', pointer: '/label', message }]);
}

/** Throws when no further status may come into use. */
export function refuseOneMore(statuses: readonly ManagedStatus[], pointer: string): void {
  if (statuses.filter(({ archived }) => !archived).length < STATUSES_MAXIMUM) return;
  const message = `there are ${STATUSES_MAXIMUM} statuses in use; archive one first`;
  throw invalid([{ in: 'body', pointer, message }]);
}
