import type { Express } from 'express';
import * as endpoints from '@caseload/shared/statuses/endpoints.ts';
import { operationOf } from '../customerActions/operation.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { createStatus } from './createStatus.ts';
import { refuseUnlessManaging, type StatusDependencies } from './lockedStatuses.ts';
import { listStatuses } from './queries.ts';
import { updateStatus } from './updateStatus.ts';

export function routeStatuses(app: Express, dependencies: RouteOptions & StatusDependencies): void {
  const { database } = dependencies;

  route(app, endpoints.listStatuses, dependencies, async (_input, actor) => {
    refuseUnlessManaging(actor);
    const { organisationId } = actor;
    const [items] = await database.read({ organisationId }, (tx) => [listStatuses(tx, organisationId)]);
    return { items };
  });

  route(app, endpoints.createStatus, dependencies, ({ body }, actor, context) =>
    createStatus(dependencies, actor, operationOf(context, actor, ['status', body]), body),
  );

  route(app, endpoints.updateStatus, dependencies, ({ params, body }, actor, context) => {
    const { updatedAt, ...changes } = body;
    const operation = operationOf(context, actor, ['status', params, body]);
    return updateStatus(dependencies, actor, operation, params.key, updatedAt, changes);
  });
}
