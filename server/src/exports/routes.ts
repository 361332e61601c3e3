import type { Express } from 'express';
import * as endpoints from '@caseload/shared/exports/endpoints.ts';
import { dayIn } from '@caseload/shared/time/dayIn.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { customerListOf, refuseUnknownStatuses, timeZoneOf } from '../assignedWork/customerList.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { downloadOf, unreadDownload } from './downloadOf.ts';
import { exportCustomers } from './exportCustomers.ts';

export function routeExports(
  app: Express,
  dependencies: RouteOptions & { readonly database: Database },
): void {
  const { database } = dependencies;

  for (const [endpoint, format] of [
    [endpoints.exportCustomers, 'csv'],
    [endpoints.exportCustomersXlsx, 'xlsx'],
  ] as const) {
    route(app, endpoint, dependencies, async ({ query }, actor, { request }) => {
      const { timeZone: askedZone, ...asked } = query;
      refuseUnknownStatuses(asked, { actor }, { in: 'query', pointer: '/status' });
      const asker = { actor, now: new Date(), timeZone: timeZoneOf(askedZone, actor) };
      const name = { what: 'customers', day: dayIn(asker.now, asker.timeZone), format } as const;
      if (request.method === 'HEAD') return unreadDownload(name);
      const list = { ...customerListOf(asked, 'createdAt', asker), sort: 'createdAt' } as const;
      const { organisation } = actor;
      return downloadOf(name, await exportCustomers({ database, organisation, list }));
    });
  }
}
