import type { Express } from 'express';
import * as endpoints from '@caseload/shared/tags/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { operationOf } from '../customerActions/operation.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { countTags, listTags } from './queries.ts';
import { refuseUnlessManaging, replaceTags } from './replaceTags.ts';

export function routeTags(app: Express, dependencies: RouteOptions & { readonly database: Database }): void {
  const { database } = dependencies;

  route(app, endpoints.listTags, dependencies, async (_input, { organisationId }) => {
    const [tags] = await database.read({ organisationId }, (tx) => [listTags(tx, organisationId)]);
    return { items: tags.map(({ name }) => name) };
  });

  route(app, endpoints.countTags, dependencies, async (_input, actor) => {
    refuseUnlessManaging(actor);
    const { organisationId } = actor;
    const [items] = await database.read({ organisationId }, (tx) => [countTags(tx, organisationId)]);
    return { items };
  });

  route(app, endpoints.mergeTags, dependencies, ({ body }, actor, context) =>
    replaceTags(database, actor, operationOf(context, actor, ['merge tags', body]), body),
  );

  route(app, endpoints.removeTags, dependencies, ({ body }, actor, context) =>
    replaceTags(database, actor, operationOf(context, actor, ['remove tags', body]), { ...body, into: null }),
  );
}
