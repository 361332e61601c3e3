import type { Customer } from '@caseload/shared/customers/customer.ts';
import type { NewCustomer } from '@caseload/shared/customers/endpoints.ts';
import { canAssignCustomer } from '@caseload/shared/rules/canEditCustomer.ts';
import { firstOpenStatus } from '@caseload/shared/rules/keepsOpenStatus.ts';
import { flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import { violatedConstraint } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { type Operation, refuseOtherRequest } from '../customerActions/operation.ts';
import { findOperation } from '../customerActions/queries.ts';
import { recordAction } from '../customerActions/recordAction.ts';
import { forbidden, invalid } from '../http/problemError.ts';
import { newId } from '../newId.ts';
import type { Actor } from '../session/actor.ts';
import { findAssignee, findCustomer, insertCustomer } from './queries.ts';
import { refuseArchivedStatus } from './refuseArchivedStatus.ts';
import { refuseCustomValues } from './refuseCustomValues.ts';
import { asRefusedInput, INACTIVE_ASSIGNEE } from './refusedInput.ts';

export type CreatedCustomer = { readonly customer: Customer; readonly replayed: boolean };

/** Creates a customer and its first action. Done again under the same operation id, it answers with that one. */
export async function createCustomer(
  database: Database,
  actor: Actor,
  operation: Operation,
  input: NewCustomer,
): Promise<CreatedCustomer> {
  if (!canAssignCustomer(actor, { assignedTo: null }, input.assignedTo)) {
    throw forbidden('Only supervisors give a customer to somebody else.');
  }
  try {
    return { customer: await insert(database, actor, operation, input), replayed: false };
  } catch (error) {
    if (violatedConstraint(error) !== 'customer_actions_operation_key') throw asRefusedInput(error);
  }
  return { customer: await findEarlier(database, actor, operation), replayed: true };
}

async function insert(
  database: Database,
  actor: Actor,
  operation: Operation,
  asked: NewCustomer,
): Promise<Customer> {
  const { organisationId, organisation } = actor;
  const input = { ...asked, status: asked.status ?? firstOpenStatus(organisation.statuses) ?? '' };
  const given = [...flattenCustomer(input)].filter(([, to]) => to !== null);
  const changes = given.map(([field, to]) => ({ field, from: null, to }));
  refuseArchivedStatus(organisation.statuses, changes);
  refuseCustomValues(organisation.customFields, changes);
  return database.write(
    { organisationId },
    async (tx) => {
      const id = newId();
      if (input.assignedTo !== null) {
        const [assignee] = await findAssignee(tx, organisationId, input.assignedTo);
        if (assignee?.active === false) throw invalid([INACTIVE_ASSIGNEE]);
      }
      return tx.commit(
        [
          insertCustomer(tx, organisationId, id, input),
          recordAction(tx, actor, operation, { customerId: id, type: 'create', changes, customerVersion: 1 }),
        ],
        ([created]) => present(created),
      );
    },
    { repeatable: true },
  );
}

async function findEarlier(database: Database, actor: Actor, operation: Operation): Promise<Customer> {
  const { organisationId } = actor;
  const [[earlier]] = await database.read({ organisationId }, (tx) => [
    findOperation(tx, organisationId, operation.id),
  ]);
  if (!earlier) throw new Error('an operation id was refused as used and cannot be found');
  refuseOtherRequest(operation, earlier);
  const [[customer]] = await database.read({ organisationId }, (tx) => [
    findCustomer(tx, organisationId, earlier.customerId),
  ]);
  return present(customer);
}

function present(customer: Customer | undefined): Customer {
  if (!customer) throw new Error('the customer was written and not returned');
  return customer;
}
