import type { Express } from 'express';
import * as endpoints from '@caseload/shared/customers/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { operationOf, REPLAYED } from '../customerActions/operation.ts';
import { versionTag } from '../http/headers.ts';
import { notFound } from '../http/problemError.ts';
import { route, type RouteOptions, withHeaders } from '../http/route.ts';
import { createCustomer } from './createCustomer.ts';
import { makeCustomerTurns } from './customerTurns.ts';
import { findCustomer } from './queries.ts';
import { updateCustomer } from './updateCustomer.ts';

type Dependencies = RouteOptions & { readonly database: Database };

export function routeCustomers(app: Express, dependencies: Dependencies): void {
  const { database } = dependencies;
  const inTurn = makeCustomerTurns();

  route(app, endpoints.createCustomer, dependencies, async ({ body }, actor, context) => {
    const operation = operationOf(context, actor, ['create', body]);
    const { customer, replayed } = await createCustomer(database, actor, operation, body);
    return withHeaders(customer, {
      ETag: versionTag(customer.version),
      Location: `/api/customers/${customer.id}`,
      ...(replayed ? REPLAYED : {}),
    });
  });

  route(app, endpoints.getCustomer, dependencies, async ({ params }, { organisationId }) => {
    const [[customer]] = await database.read({ organisationId }, (tx) => [
      findCustomer(tx, organisationId, params.id),
    ]);
    if (!customer) throw notFound('There is no such customer.');
    return withHeaders(customer, { ETag: versionTag(customer.version) });
  });

  route(app, endpoints.updateCustomer, dependencies, async ({ params, body }, actor, context) => {
    const { updatedAt, ...changes } = body;
    const base = { updatedAt, version: context.ifMatch };
    const operation = operationOf(context, actor, ['update', params.id, base, changes]);
    const { customer, replayed } = await inTurn(actor.organisationId, params.id, () =>
      updateCustomer(database, actor, operation, params.id, base, changes),
    );
    return withHeaders(customer, { ETag: versionTag(customer.version), ...(replayed ? REPLAYED : {}) });
  });
}
