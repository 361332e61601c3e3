import type { Express } from 'express';
import { listCustomers as endpoint } from '@caseload/shared/assignedWork/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { CursorCodec, Position } from '../http/cursor.ts';
import { Gate } from '../http/gate.ts';
import { JsonText, NotModified, route, type RouteOptions } from '../http/route.ts';
import { customerListOf, refuseUnknownStatuses, timeZoneOf } from './customerList.ts';
import { presentPage } from './presentPage.ts';
import { fillPage, readPlaces, readTag, tagOf } from './readPage.ts';
import { makeSentPages } from './sentPages.ts';
import { makeSummaryTexts } from './summaryTexts.ts';

/** Pages in the database at the same time. More only make each other slower, and here they wait in order. */
const PAGES_AT_ONCE = 4;

const atOnce = <T>(read: () => Promise<T>): Promise<T> => read();

type Dependencies = RouteOptions & { readonly database: Database; readonly cursors: CursorCodec };

export function routeAssignedWork(app: Express, dependencies: Dependencies): void {
  const { database, cursors } = dependencies;
  const known = makeSummaryTexts();
  const sent = makeSentPages();
  const pages = new Gate({ atOnce: PAGES_AT_ONCE });
  const inTurn = <T>(read: () => Promise<T>): Promise<T> => pages.run(read);

  route(app, endpoint, dependencies, async ({ query }, actor, context) => {
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
    const withTotal = include?.includes('total') ?? false;
    // A search or a count may walk through everything: pages must not wait behind it.
    const isShort = list.text === undefined && !withTotal;
    const source = { database, known, gate: isShort ? inTurn : atOnce };
    const what = JSON.stringify([cursorList, page]);
    const remember = <A extends JsonText | NotModified>(answer: A): A => {
      if (isShort) sent.keep(what, answer);
      return answer;
    };
    const last = isShort && list.statuses.length > 0 ? sent.find(what) : undefined;
    if (last !== undefined) {
      const now = await readTag(source, list, page);
      if (context.knowsTag(now)) return new NotModified(now);
      if (last instanceof JsonText && last.tag === now) return last;
    }
    const found = await readPlaces(source, list, page, withTotal);
    const tag = tagOf(found, page);
    if (context.knowsTag(tag)) return remember(new NotModified(tag));
    const filled = await fillPage(source, list, page, found);
    const cursorOf = (position: Position) => cursors.write(position, cursorList);
    const isSame = filled.places === found.places;
    return remember(new JsonText(presentPage(filled, limit, cursorOf), isSame ? tag : tagOf(filled, page)));
  });
}
