import type { Express } from 'express';
import { listOrganisationActions as endpoint } from '@caseload/shared/organisationActions/endpoints.ts';
import { canSeeOrganisationActions } from '@caseload/shared/rules/canManage.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { CursorCodec } from '../http/cursor.ts';
import { forbidden } from '../http/problemError.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { listOrganisationActions } from './queries.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly cursors: CursorCodec };

export function routeOrganisationActions(app: Express, dependencies: Dependencies): void {
  const { database, cursors } = dependencies;

  route(app, endpoint, dependencies, async ({ query }, actor) => {
    if (!canSeeOrganisationActions(actor)) throw forbidden('Only administrators see this history.');
    const { organisationId } = actor;
    const { limit, cursor, type: types } = query;
    const list = ['organisation-actions', organisationId, types ?? null];
    const [position] = cursor === undefined ? [] : cursors.read(cursor, list, 1);
    const before = position === undefined ? undefined : BigInt(position);
    const [rows] = await database.read({ organisationId }, (tx) => [
      listOrganisationActions(tx, organisationId, { types, before, rows: limit + 1 }),
    ]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ position: _, subjectKind: kind, subjectId: id, subjectName: name, ...action }) => ({
        ...action,
        subject: { kind, id, name },
      })),
      nextCursor: last ? cursors.write([last.position.toString()], list) : null,
    };
  });
}
