import type { Express } from 'express';
import * as endpoints from '@caseload/shared/customFields/endpoints.ts';
import { operationOf } from '../customerActions/operation.ts';
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

  route(app, endpoints.createCustomField, dependencies, ({ body }, actor, context) =>
    createCustomField(dependencies, actor, operationOf(context, actor, ['custom field', body]), body),
  );

  route(app, endpoints.updateCustomField, dependencies, ({ params, body }, actor, context) => {
    const { updatedAt, ...changes } = body;
    const operation = operationOf(context, actor, ['custom field', params, body]);
    return updateCustomField(dependencies, actor, operation, params.key, updatedAt, changes);
  });
}
