import type { Express } from 'express';
import * as endpoints from '@caseload/shared/batches/endpoints.ts';
import type { ReassignmentRequest } from '@caseload/shared/batches/endpoints.ts';
import { canEditEverything } from '@caseload/shared/rules/canEditCustomer.ts';
import { isArchivedStatus } from '@caseload/shared/rules/isArchivedStatus.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { operationOf } from '../customerActions/operation.ts';
import { ARCHIVED_STATUS } from '../customers/refusedInput.ts';
import { forbidden, invalid } from '../http/problemError.ts';
import { route, type RouteOptions } from '../http/route.ts';
import type { Actor } from '../session/actor.ts';
import { applyBatch } from './applyBatch.ts';
import { batchAnswer } from './batchAnswer.ts';
import type { BatchGate } from './batchGate.ts';
import { type BatchRequest, createBatch, openIn } from './createBatch.ts';
import { bulkChangeWish, reassignmentWish } from './planBatch.ts';
import { getBatch } from './presentBatch.ts';
import { undoBatch } from './undoBatch.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly batchGate: BatchGate };

export function routeBatches(app: Express, dependencies: Dependencies): void {
  const { database, batchGate } = dependencies;

  route(app, endpoints.reassignCustomers, dependencies, async ({ body }, actor, context) => {
    refuseUnlessSupervising(actor);
    const operation = operationOf(context, actor, ['reassignment', body]);
    const request: BatchRequest = {
      ...body,
      kind: 'reassignment',
      targets: targetsOf(body),
      wishOf: (rows, open) => reassignmentWish(body, rows, open, openIn(actor)),
    };
    return batchAnswer(await batchGate.run(() => createBatch(database, actor, operation, request)));
  });

  route(app, endpoints.changeCustomers, dependencies, async ({ body }, actor, context) => {
    refuseUnlessSupervising(actor);
    refuseStatus(actor, body.changes.status);
    const operation = operationOf(context, actor, ['change', body]);
    const request: BatchRequest = {
      ...body,
      kind: 'change',
      targets: [],
      wishOf: () => bulkChangeWish(body.changes),
    };
    return batchAnswer(await batchGate.run(() => createBatch(database, actor, operation, request)));
  });

  route(app, endpoints.getBatch, dependencies, ({ params }, actor) => {
    refuseUnlessSupervising(actor);
    return getBatch(database, actor, params.id);
  });

  route(app, endpoints.applyBatch, dependencies, ({ params }, actor, context) => {
    refuseUnlessSupervising(actor);
    const operation = operationOf(context, actor, params);
    return batchGate.run(() => applyBatch(database, actor, operation, params.id));
  });

  for (const endpoint of [endpoints.undoBatch, endpoints.undoReassignment]) {
    route(app, endpoint, dependencies, ({ params }, actor, context) => {
      refuseUnlessSupervising(actor);
      const operation = operationOf(context, actor, params);
      return batchGate.run(() => undoBatch(database, actor, operation, params.id));
    });
  }
}

/** Who shall get customers, and where the request names them. */
function targetsOf({ assignees, assignedTo }: ReassignmentRequest): BatchRequest['targets'] {
  if (assignees) return assignees.map((id, index) => ({ id, pointer: `/assignees/${index}` }));
  return typeof assignedTo === 'string' ? [{ id: assignedTo, pointer: '/assignedTo' }] : [];
}

function refuseUnlessSupervising(actor: Actor): void {
  if (!canEditEverything(actor))
    throw forbidden('Only supervisors and administrators change many customers at once.');
}

function refuseStatus({ organisation: { statuses } }: Actor, status: string | undefined): void {
  if (status === undefined) return;
  const refused = (message: string) => invalid([{ in: 'body', pointer: '/changes/status', message }]);
  if (!statuses.some(({ key }) => key === status)) throw refused('is not a status of this organisation');
  if (isArchivedStatus(statuses, status)) throw refused(ARCHIVED_STATUS);
}
