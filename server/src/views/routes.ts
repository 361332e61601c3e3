import type { Express } from 'express';
import * as endpoints from '@caseload/shared/views/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { timeZoneOf } from '../assignedWork/customerList.ts';
import { operationOf } from '../customerActions/operation.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { builtInViews } from './builtInViews.ts';
import { countViews } from './countViews.ts';
import { createView } from './createView.ts';
import { deleteView } from './deleteView.ts';
import { presentView } from './presentView.ts';
import { listSavedViews } from './queries.ts';
import { updateView } from './updateView.ts';

type Dependencies = RouteOptions & { readonly database: Database };

export function routeViews(app: Express, dependencies: Dependencies): void {
  const { database } = dependencies;

  route(app, endpoints.listViews, dependencies, async ({ query }, actor) => {
    const { organisationId, id } = actor;
    const [saved] = await database.read({ organisationId }, (tx) => [listSavedViews(tx, organisationId, id)]);
    const items = [...builtInViews(), ...saved.map((row) => presentView(actor, row))];
    if (!query.include?.includes('counts')) return { items };
    const timeZone = timeZoneOf(query.timeZone, actor);
    return { items: await countViews(database, items, { actor, now: new Date(), timeZone }) };
  });

  route(app, endpoints.createView, dependencies, ({ body }, actor, context) =>
    createView(database, actor, operationOf(context, actor, ['view', body]), body),
  );

  route(app, endpoints.updateView, dependencies, ({ params, body }, actor, context) => {
    const { updatedAt, ...changes } = body;
    const operation = operationOf(context, actor, ['view', params, body]);
    return updateView(database, actor, operation, params.id, updatedAt, changes);
  });

  route(app, endpoints.deleteView, dependencies, async ({ params }, actor, context) => {
    await deleteView(database, actor, operationOf(context, actor, ['view', params]), params.id);
    return undefined;
  });
}
