import type { Express } from 'express';
import * as endpoints from '@caseload/shared/customFields/endpoints.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { createCustomField } from './createCustomField.ts';
import type { CustomFieldDependencies } from './lockedDefinitions.ts';
import { listCustomFields } from './queries.ts';
import { updateCustomField } from './updateCustomField.ts';

export function routeCustomFields(app: Express, dependencies: RouteOptions & CustomFieldDependencies): void {
  const { database } = dependencies;

  route(app, endpoints.listCustomFields, dependencies, async (_input, { organisationId }) => {
    const [items] = await database.read({ organisationId }, (tx) => [listCustomFields(tx, organisationId)]);
    return { items };
  });

  route(app, endpoints.createCustomField, dependencies, ({ body }, actor) =>
    createCustomField(dependencies, actor, body),
  );

  route(app, endpoints.updateCustomField, dependencies, ({ params, body }, actor) => {
    const { updatedAt, ...changes } = body;
    return updateCustomField(dependencies, actor, params.key, updatedAt, changes);
  });
}
