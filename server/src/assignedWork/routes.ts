import type { Express } from 'express';
import { listCustomers as endpoint } from '@caseload/shared/assignedWork/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { CursorCodec, Position } from '../http/cursor.ts';
import { route, type RouteOptions } from '../http/route.ts';
import { makePageAnswers } from './answerPage.ts';
import { customerListOf, refuseUnknownStatuses, timeZoneOf } from './customerList.ts';

type Dependencies = RouteOptions & { readonly database: Database; readonly cursors: CursorCodec };

export function routeAssignedWork(app: Express, dependencies: Dependencies): void {
  const { database, cursors } = dependencies;
  const answerPage = makePageAnswers(database);

  route(app, endpoint, dependencies, ({ query }, actor, { knowsTag }) => {
    const { limit, cursor, include, timeZone: askedZone, ...asked } = query;
    refuseUnknownStatuses(asked, { actor }, { in: 'query', pointer: '/status' });
    const timeZone = timeZoneOf(askedZone, actor);
    const list = customerListOf(asked, query.sort, { actor, now: new Date(), timeZone });
    // As asked, not as moments: those of `today` and `awake` move on while a person pages.
    const { organisationId, assignedTo } = list;
    const cursorList = { ...asked, organisationId, assignedTo, ...(asked.due && { timeZone }) };
    const [key = '', id = ''] = cursor === undefined ? [] : cursors.read(cursor, cursorList, 2);
    const page = {
      after: cursor === undefined ? undefined : { key, id },
      rows: limit + 1,
      withNotes: include?.includes('notes') ?? false,
    };
    const cursorOf = (position: Position) => cursors.write(position, cursorList);
    const withTotal = include?.includes('total') ?? false;
    return answerPage({ list, cursorList, page, withTotal, cursorOf, knowsTag });
  });
}
