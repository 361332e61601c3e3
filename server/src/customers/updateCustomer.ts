import type { CustomFields, Customer } from '@caseload/shared/customers/customer.ts';
import type { CustomerPatch } from '@caseload/shared/customers/endpoints.ts';
import { canAssignCustomer, canEditCustomer } from '@caseload/shared/rules/canEditCustomer.ts';
import { diffCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { actionTypeOf } from '../customerActions/actionTypeOf.ts';
import { type Operation, refuseOtherRequest } from '../customerActions/operation.ts';
import { findOperation, listChangesSince } from '../customerActions/queries.ts';
import { recordAction } from '../customerActions/recordAction.ts';
import { forbidden, invalid, notFound, ProblemError } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { conflictWith } from './conflictWith.ts';
import { type CustomerColumns, findAssignee, lockCustomer, saveCustomer } from './queries.ts';
import { refuseArchivedStatus } from './refuseArchivedStatus.ts';
import { refuseCustomValues, refuseTooManyValues } from './refuseCustomValues.ts';
import { asRefusedInput, INACTIVE_ASSIGNEE, UNKNOWN_ASSIGNEE } from './refusedInput.ts';

/** The state a change is based on; at least one of the two. */
export type Base = { readonly updatedAt: string | undefined; readonly version: number | undefined };
export type CustomerChanges = Omit<CustomerPatch, 'updatedAt'>;
export type UpdatedCustomer = { readonly customer: Customer; readonly replayed: boolean };

/**
 * Changes a customer: lock, judge, save, record, in two round trips. Everything is decided on the locked row,
 * so what the audit trail calls "before" is what really was.
 */
export async function updateCustomer(
  database: Database,
  actor: Actor,
  operation: Operation,
  id: string,
  base: Base,
  changes: CustomerChanges,
): Promise<UpdatedCustomer> {
  const { organisationId } = actor;
  if (base.updatedAt === undefined && base.version === undefined) {
    throw new ProblemError('precondition-required', {}, { detail: 'Send updatedAt or If-Match.' });
  }
  const work = async (tx: Transaction): Promise<UpdatedCustomer> => {
    const { customer, assignee } = await lockWithAssignee(tx, organisationId, id, changes);
    if (isStale(customer, base)) return replayOrConflict(tx, actor, operation, customer, base, changes);
    refuseUnlessAllowed(actor, customer, changes);
    const differences = diffCustomer(customer, changes);
    if (differences.length === 0) {
      const [earlier] = await findOperation(tx, organisationId, operation.id);
      if (earlier) refuseOtherRequest(operation, earlier);
      return { customer, replayed: false };
    }
    refuseAssignee(customer, changes, assignee);
    refuseArchivedStatus(actor.organisation.statuses, differences);
    refuseCustomValues(actor.organisation.customFields, differences);
    const columns = columnsOf(customer, changes);
    refuseTooManyValues(customer.fields, columns.fields ?? customer.fields);
    return tx.commit(
      [
        saveCustomer(tx, organisationId, id, columns),
        recordAction(tx, actor, operation, {
          customerId: id,
          type: actionTypeOf(differences),
          changes: differences,
          customerVersion: customer.version + 1,
        }),
      ],
      ([saved]) => ({ customer: saved ?? customer, replayed: false }),
    );
  };
  try {
    return await database.write({ organisationId }, work, { repeatable: true });
  } catch (error) {
    throw asRefusedInput(error);
  }
}

/** The first round trip: the lock and, behind it, what else the decision needs. */
async function lockWithAssignee(
  tx: Transaction,
  organisationId: string,
  id: string,
  { assignedTo }: CustomerChanges,
) {
  const [[customer], [assignee]] = await tx.together([
    lockCustomer(tx, organisationId, id),
    assignedTo ? findAssignee(tx, organisationId, assignedTo) : noRows,
  ]);
  if (!customer) throw notFound('There is no such customer.');
  return { customer, assignee };
}

const noRows = Promise.resolve<{ active: boolean }[]>([]);

/**
 * What was already done under this operation id has made the base stale: here and nowhere else can the change be a
 * repetition, of the caller's or of the kernel's.
 */
async function replayOrConflict(
  tx: Transaction,
  actor: Actor,
  operation: Operation,
  customer: Customer,
  base: Base,
  changes: CustomerChanges,
): Promise<UpdatedCustomer> {
  const { organisationId } = actor;
  const [[earlier], since] = await tx.together([
    findOperation(tx, organisationId, operation.id),
    listChangesSince(tx, organisationId, customer.id, base),
  ]);
  if (earlier) {
    refuseOtherRequest(operation, earlier);
    return { customer, replayed: true };
  }
  refuseUnlessAllowed(actor, customer, changes);
  throw conflictWith(customer, base, changes, since);
}

function refuseUnlessAllowed(actor: Actor, customer: Customer, changes: CustomerChanges): void {
  if (!canEditCustomer(actor, customer)) {
    throw forbidden('You may change customers that are assigned to you or to nobody.');
  }
  if (changes.assignedTo !== undefined && !canAssignCustomer(actor, customer, changes.assignedTo)) {
    throw forbidden('Only supervisors give a customer to somebody else.');
  }
}

function refuseAssignee(
  customer: Customer,
  changes: CustomerChanges,
  assignee: { active: boolean } | undefined,
): void {
  if (!changes.assignedTo || changes.assignedTo === customer.assignedTo) return;
  if (!assignee) throw invalid([UNKNOWN_ASSIGNEE]);
  if (!assignee.active) throw invalid([INACTIVE_ASSIGNEE]);
}

function isStale(customer: Customer, base: Base): boolean {
  return (
    (base.updatedAt !== undefined && base.updatedAt !== customer.updatedAt) ||
    (base.version !== undefined && base.version !== customer.version)
  );
}

function columnsOf(customer: Customer, { fields, ...columns }: CustomerChanges): Partial<CustomerColumns> {
  return { ...columns, ...(fields ? { fields: mergedFields(customer.fields, fields) } : {}) };
}

/** Custom values change one by one; null takes one away. */
function mergedFields(current: CustomFields, changes: CustomFields): CustomFields {
  const merged = Object.entries({ ...current, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged);
}
