import type { Express } from 'express';
import { listEmployees as endpoint } from '@caseload/shared/employees/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { listEmployees } from './queries.ts';

export function routeEmployees(
  app: Express,
  dependencies: RouteOptions & { readonly database: Database },
): void {
  const { database } = dependencies;

  route(app, endpoint, dependencies, async (_input, { organisationId }) => {
    const [items] = await database.read({ organisationId }, (tx) => [listEmployees(tx, organisationId)]);
    return { items };
  });
}
