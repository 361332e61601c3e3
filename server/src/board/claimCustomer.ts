import type { Customer } from '@caseload/shared/customers/customer.ts';
import { violatedConstraint } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { type CustomerList, customerListOf } from '../assignedWork/customerList.ts';
import { type FoundRow, listCustomers } from '../assignedWork/queries.ts';
import { type Operation, refuseOtherRequest } from '../customerActions/operation.ts';
import { findOperation, lockOperation } from '../customerActions/queries.ts';
import { recordAction } from '../customerActions/recordAction.ts';
import { findCustomer, saveCustomer } from '../customers/queries.ts';
import type { Actor } from '../session/actor.ts';
import { lockFirstUnassigned, type Pool } from './lockFirstUnassigned.ts';

export type Claim = { readonly customer: Customer | null; readonly replayed: boolean };

/** More than transactions can hold at once, so one look finds a free customer unless a batch holds them all. */
const CANDIDATES = 100;

/**
 * Gives the person the next customer that is nobody's, oldest due date first, and passes over what others are
 * taking at this moment. Done again under the same operation id, it answers with the customer of that time, and waits for
 * it while it is under way: passing over the customer it takes, it might find nobody.
 */
export async function claimCustomer(database: Database, actor: Actor, operation: Operation): Promise<Claim> {
  const { organisationId } = actor;
  const asker = { actor, now: new Date(), timeZone: 'UTC' };
  const filter = { assignedTo: 'none', category: ['open', 'waiting'], followUp: 'awake' } as const;
  const list = customerListOf({ ...filter, category: [...filter.category] }, 'dueAt', asker);
  const pool = { ...list, now: asker.now };
  const work = async (tx: Transaction): Promise<Claim> => {
    const [, [earlier], first] = await tx.together([
      lockOperation(tx, operation.id),
      findOperation(tx, organisationId, operation.id),
      listCustomers(tx, pool, pageAfter(undefined)),
    ]);
    if (earlier) {
      refuseOtherRequest(operation, earlier);
      const [customer = null] = await findCustomer(tx, organisationId, earlier.customerId);
      return { customer, replayed: true };
    }
    const customer = await lockNext(tx, pool, first);
    if (!customer) return { customer: null, replayed: false };
    return tx.commit(
      [
        saveCustomer(tx, organisationId, customer.id, { assignedTo: actor.id }),
        recordAction(tx, actor, operation, {
          customerId: customer.id,
          type: 'assignment',
          changes: [{ field: 'assignedTo', from: null, to: actor.id }],
          customerVersion: customer.version + 1,
        }),
      ],
      ([saved]) => ({ customer: saved ?? customer, replayed: false }),
    );
  };
  const run = () => database.write({ organisationId }, work, { repeatable: true });
  try {
    return await run();
  } catch (error) {
    // Something else under the same key was first, and is found now.
    if (violatedConstraint(error) !== 'customer_actions_operation_key') throw error;
    return run();
  }
}

async function lockNext(
  tx: Transaction,
  pool: CustomerList & Pool,
  first: readonly FoundRow[],
): Promise<Customer | undefined> {
  let page = first;
  for (;;) {
    const ids = page.map(({ id }) => id);
    const [customer] = ids.length > 0 ? await lockFirstUnassigned(tx, pool, ids) : [];
    const last = page.at(-1);
    if (customer || page.length < CANDIDATES || !last) return customer;
    page = await listCustomers(tx, pool, pageAfter({ key: last.sortKey, id: last.id }));
  }
}

const pageAfter = (after: { key: string; id: string } | undefined) => ({
  after,
  rows: CANDIDATES,
  withNotes: false,
});
