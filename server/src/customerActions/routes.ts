import type { Express } from 'express';
import * as endpoints from '@caseload/shared/customerActions/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { findCustomer } from '../customers/queries.ts';
import type { CursorCodec } from '../http/cursor.ts';
import { notFound } from '../http/problemError.ts';
import { route, type RouteOptions, withHeaders } from '../http/route.ts';
import { operationOf, REPLAYED } from './operation.ts';
import { postComment } from './postComment.ts';
import { listActions } from './queries.ts';
import type { RecordedRemark } from './recordRemark.ts';
import { skipCustomer } from './skipCustomer.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly cursors: CursorCodec };

export function routeCustomerActions(app: Express, dependencies: Dependencies): void {
  const { database, cursors } = dependencies;

  route(app, endpoints.listCustomerActions, dependencies, async ({ params, query }, { organisationId }) => {
    const { limit, cursor, type: types, field } = query;
    const list = ['actions', organisationId, params.id, types ?? null, field ?? null];
    const [before] = cursor === undefined ? [] : cursors.read(cursor, list, 1);
    const [[customer], found] = await database.read({ organisationId }, (tx) => [
      findCustomer(tx, organisationId, params.id),
      listActions(tx, organisationId, params.id, { before, types, field, rows: limit + 1 }),
    ]);
    if (!customer) throw notFound('There is no such customer.');
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map(({ position: _, ...action }) => action),
      nextCursor: last ? cursors.write([last.position], list) : null,
    };
  });

  route(app, endpoints.postComment, dependencies, async ({ params, body }, actor, context) => {
    const { body: text, attachmentIds } = body;
    const operation = operationOf(context, actor, ['comment', params.id, text, ...attachmentIds]);
    const comment = { customerId: params.id, body: text, attachmentIds };
    return answerOf(await postComment(database, actor, operation, comment));
  });

  route(app, endpoints.skipCustomer, dependencies, async ({ params, body }, actor, context) => {
    const operation = operationOf(context, actor, ['skip', params.id, body.reason]);
    return answerOf(await skipCustomer(database, actor, operation, params.id, body.reason));
  });
}

const answerOf = ({ action, replayed }: RecordedRemark) =>
  replayed ? withHeaders(action, REPLAYED) : action;
