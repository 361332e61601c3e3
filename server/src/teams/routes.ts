import type { Express } from 'express';
import * as endpoints from '@caseload/shared/teams/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { operationOf } from '../customerActions/operation.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { createTeam } from './createTeam.ts';
import { deleteTeam } from './deleteTeam.ts';
import { listTeams } from './queries.ts';
import { updateTeam } from './updateTeam.ts';

export function routeTeams(app: Express, dependencies: RouteOptions & { readonly database: Database }): void {
  const { database } = dependencies;

  route(app, endpoints.listTeams, dependencies, async (_input, { organisationId }) => {
    const [items] = await database.read({ organisationId }, (tx) => [listTeams(tx, organisationId)]);
    return { items };
  });

  route(app, endpoints.createTeam, dependencies, ({ body }, actor, context) =>
    createTeam(database, actor, operationOf(context, actor, ['team', body]), body),
  );

  route(app, endpoints.updateTeam, dependencies, ({ params, body }, actor, context) => {
    const { updatedAt, ...changes } = body;
    const operation = operationOf(context, actor, ['team', params, body]);
    return updateTeam(database, actor, operation, params.id, updatedAt, changes);
  });

  route(app, endpoints.deleteTeam, dependencies, async ({ params }, actor, context) => {
    await deleteTeam(database, actor, operationOf(context, actor, ['no team', params]), params.id);
    return undefined;
  });
}
