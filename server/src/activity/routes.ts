import type { Express } from 'express';
import * as endpoints from '@caseload/shared/activity/endpoints.ts';
import { dayIn } from '@caseload/shared/time/dayIn.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { timeZoneOf } from '../assignedWork/customerList.ts';
import type { CursorCodec } from '../http/cursor.ts';
import { notFound } from '../http/problemError.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { downloadOf, unreadDownload } from '../exports/downloadOf.ts';
import { exportActivity } from './exportActivity.ts';
import { findActivity, listActivity, presentActivity } from './queries.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly cursors: CursorCodec };

export function routeActivity(app: Express, dependencies: Dependencies): void {
  const { database, cursors } = dependencies;

  route(app, endpoints.listActivity, dependencies, async ({ query }, { organisationId }) => {
    const { limit, cursor, ...filter } = query;
    const list = ['activity', organisationId, filter];
    const [createdAt = '', position = ''] = cursor === undefined ? [] : cursors.read(cursor, list, 2);
    const [rows] = await database.read({ organisationId }, (tx) => [
      listActivity(tx, {
        organisationId,
        filter,
        after: cursor === undefined ? undefined : { createdAt, position },
        rows: limit + 1,
        withAttachments: true,
      }),
    ]);
    const found = rows.slice(0, limit).map(presentActivity);
    const last = rows.length > limit ? found.at(-1) : undefined;
    return {
      items: found.map(({ action, customer }) => ({ action, customer })),
      nextCursor: last ? cursors.write([last.action.createdAt, last.position], list) : null,
    };
  });

  route(app, endpoints.getActivity, dependencies, async ({ params }, { organisationId }) => {
    const [[row]] = await database.read({ organisationId }, (tx) => [
      findActivity(tx, organisationId, params.id),
    ]);
    if (!row) throw notFound('There is no such action.');
    const { action, customer } = presentActivity(row);
    return { action, customer };
  });

  for (const [endpoint, format] of [
    [endpoints.exportActivity, 'csv'],
    [endpoints.exportActivityXlsx, 'xlsx'],
  ] as const) {
    route(app, endpoint, dependencies, async ({ query }, actor, { request }) => {
      const { timeZone, ...filter } = query;
      const day = dayIn(new Date(), timeZoneOf(timeZone, actor));
      const name = { what: 'activity', day, format } as const;
      if (request.method === 'HEAD') return unreadDownload(name);
      const { organisationId } = actor;
      return downloadOf(name, await exportActivity({ database, organisationId, filter }));
    });
  }
}
