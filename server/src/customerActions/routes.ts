import type { Express } from 'express';
import {
  listCustomerActions,
  postComment as postCommentEndpoint,
} from '@caseload/shared/customerActions/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { findCustomer } from '../customers/queries.ts';
import type { CursorCodec } from '../http/cursor.ts';
import { notFound } from '../http/problemError.ts';
import { route, type RouteOptions, withHeaders } from '../http/route.ts';
import { operationOf, REPLAYED } from './operation.ts';
import { postComment } from './postComment.ts';
import { listActions } from './queries.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly cursors: CursorCodec };

export function routeCustomerActions(app: Express, dependencies: Dependencies): void {
  const { database, cursors } = dependencies;

  route(app, listCustomerActions, dependencies, async ({ params, query }, { organisationId }) => {
    const list = ['actions', organisationId, params.id, query.type ?? null];
    const [before] = query.cursor === undefined ? [] : cursors.read(query.cursor, list, 1);
    const [[customer], found] = await database.read({ organisationId }, (tx) => [
      findCustomer(tx, organisationId, params.id),
      listActions(tx, organisationId, params.id, { before, types: query.type, rows: query.limit + 1 }),
    ]);
    if (!customer) throw notFound('There is no such customer.');
    const items = found.slice(0, query.limit);
    const last = found.length > query.limit ? items.at(-1) : undefined;
    return {
      items: items.map(({ position: _, ...action }) => action),
      nextCursor: last ? cursors.write([last.position], list) : null,
    };
  });

  route(app, postCommentEndpoint, dependencies, async ({ params, body }, actor, context) => {
    const operation = operationOf(context, actor, ['comment', params.id, body.body]);
    const { action, replayed } = await postComment(database, actor, operation, params.id, body.body);
    return replayed ? withHeaders(action, REPLAYED) : action;
  });
}
