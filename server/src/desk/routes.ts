import type { Express } from 'express';
import * as endpoints from '@caseload/shared/desk/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { notFound } from '../http/problemError.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { deleteDraft, findPresence, findVisit, listDrafts } from './queries.ts';
import { recordVisit } from './recordVisit.ts';
import { saveDraft } from './saveDraft.ts';

type Dependencies = RouteOptions & { readonly database: Database };

export function routeDesk(app: Express, dependencies: Dependencies): void {
  const { database } = dependencies;

  route(app, endpoints.getDesk, dependencies, async ({ params }, actor) => {
    const place = { actor, customerId: params.id };
    const [[customer], [visit], drafts] = await database.read(
      { organisationId: actor.organisationId },
      (tx) => [findPresence(tx, place), findVisit(tx, place), listDrafts(tx, actor, params.id)],
    );
    if (!customer) throw notFound('There is no such customer.');
    return { seenActionId: visit?.seenActionId ?? null, visitedAt: visit?.visitedAt ?? null, drafts };
  });

  route(app, endpoints.recordVisit, dependencies, async ({ params, body }, actor) => {
    await recordVisit(database, { actor, customerId: params.id }, body.seenActionId);
    return undefined;
  });

  route(app, endpoints.listDrafts, dependencies, async (_input, actor) => {
    const [items] = await database.read({ organisationId: actor.organisationId }, (tx) => [
      listDrafts(tx, actor),
    ]);
    return { items };
  });

  route(app, endpoints.saveDraft, dependencies, async ({ params, body }, actor) => {
    await saveDraft(database, { actor, customerId: params.id }, { ...body, kind: params.kind });
    return undefined;
  });

  route(app, endpoints.deleteDraft, dependencies, async ({ params }, actor) => {
    const place = { actor, customerId: params.id };
    const customer = await database.write(
      { organisationId: actor.organisationId },
      (tx) =>
        tx.commit([deleteDraft(tx, place, params), findPresence(tx, place)], (_deleted, [found]) => found),
      { repeatable: true },
    );
    if (!customer) throw notFound('There is no such customer.');
    return undefined;
  });
}
