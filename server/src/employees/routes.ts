import type { Express } from 'express';
import * as endpoints from '@caseload/shared/employees/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { operationOf } from '../customerActions/operation.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { listEmployees } from './queries.ts';
import { setAway } from './setAway.ts';

export function routeEmployees(
  app: Express,
  dependencies: RouteOptions & { readonly database: Database },
): void {
  const { database } = dependencies;

  route(app, endpoints.listEmployees, dependencies, async (_input, { organisationId }) => {
    const [items] = await database.read({ organisationId }, (tx) => [listEmployees(tx, organisationId)]);
    return { items };
  });

  route(app, endpoints.setAway, dependencies, ({ params, body }, actor, context) =>
    setAway(database, actor, operationOf(context, actor, ['away', params, body]), params.id, body.until),
  );
}
