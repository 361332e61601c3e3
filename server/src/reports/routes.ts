import type { Express } from 'express';
import { getReport as endpoint } from '@caseload/shared/reports/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { timeZoneOf } from '../assignedWork/customerList.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { getReport } from './getReport.ts';
import type { ReportDesk } from './reportDesk.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly reports: ReportDesk };

export function routeReports(app: Express, dependencies: Dependencies): void {
  const { database, reports } = dependencies;

  route(app, endpoint, dependencies, ({ query }, actor) =>
    getReport(database, reports, actor, { ...query, timeZone: timeZoneOf(query.timeZone, actor) }),
  );
}
