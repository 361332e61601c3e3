import type { Express } from 'express';
import { listCustomers as endpoint } from '@caseload/shared/assignedWork/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { CursorCodec } from '../http/cursor.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { customerListOf } from './customerList.ts';
import { presentPage } from './presentPage.ts';
import { countCustomers, listCustomers } from './queries.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly cursors: CursorCodec };

export function routeAssignedWork(app: Express, dependencies: Dependencies): void {
  const { database, cursors } = dependencies;

  route(app, endpoint, dependencies, async ({ query }, actor) => {
    const list = customerListOf(query, actor);
    const [key = '', id = ''] = query.cursor === undefined ? [] : cursors.read(query.cursor, list, 2);
    const page = {
      after: query.cursor === undefined ? undefined : { key, id },
      rows: query.limit + 1,
      withNotes: query.include?.includes('notes') ?? false,
    };
    const withTotal = query.include?.includes('total') ?? false;
    const scope = { organisationId: list.organisationId };
    const [found, counted] = await database.read(
      scope,
      (tx) => [listCustomers(tx, list, page), ...(withTotal ? [countCustomers(tx, list)] : [])] as const,
    );
    return presentPage({
      found,
      limit: query.limit,
      total: counted?.[0]?.total,
      cursorOf: (position) => cursors.write(position, list),
    });
  });
}
