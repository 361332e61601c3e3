import type { Express } from 'express';
import { listTags as endpoint } from '@caseload/shared/tags/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { listTags } from './queries.ts';

export function routeTags(app: Express, dependencies: RouteOptions & { readonly database: Database }): void {
  const { database } = dependencies;

  route(app, endpoint, dependencies, async (_input, { organisationId }) => {
    const [tags] = await database.read({ organisationId }, (tx) => [listTags(tx, organisationId)]);
    return { items: tags.map(({ name }) => name) };
  });
}
