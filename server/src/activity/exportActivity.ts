import type { ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import { holdStill } from '@caseload/db/kernel/holdStill.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { findMoment, type Moment } from '../customerActions/asOf.ts';
import type { Table } from '../exports/column.ts';
import { readPages } from '../exports/readPages.ts';
import { ACTIVITY_COLUMNS, type ActivityLine, activityLines } from './activityColumns.ts';
import {
  type ActivityPosition,
  countLines,
  type FoundActivity,
  listActivity,
  presentActivity,
} from './queries.ts';

/** Some megabytes at most, even when all changed the longest notes. */
const PAGE = 100;

type Export = {
  readonly database: Database;
  readonly organisationId: string;
  readonly filter: ActivityFilter;
};

/**
 * Everything committed until now, newest first, and how many rows that then is: all of a transaction, or nothing of it.
 * The first page is read before this resolves, so that a refusal is still an answer of its own.
 */
export async function exportActivity(asked: Export): Promise<{ table: Table<ActivityLine>; total: number }> {
  const { database, organisationId, filter } = asked;
  const [, [began], [counted], rows] = await database.read({ organisationId }, (tx) => [
    holdStill(tx),
    findMoment(tx),
    countLines(tx, organisationId, filter),
    listActivity(tx, pageOf({ organisationId, filter })),
  ]);
  if (began === undefined) throw new Error('the database names no moment');
  const pages = readPages<FoundActivity>({
    first: rows.map(presentActivity),
    pageRows: PAGE,
    next: ({ action, position }) => readAfter(asked, { createdAt: action.createdAt, position }, began.moment),
  });
  return { table: { columns: ACTIVITY_COLUMNS, pages: linesOf(pages) }, total: counted?.total ?? 0 };
}

async function* linesOf(
  pages: AsyncIterable<readonly FoundActivity[]>,
): AsyncGenerator<readonly ActivityLine[]> {
  for await (const page of pages) yield page.flatMap(activityLines);
}

async function readAfter(
  { database, organisationId, filter }: Export,
  after: ActivityPosition,
  asOf: Moment,
): Promise<FoundActivity[]> {
  const [rows] = await database.read({ organisationId }, (tx) => [
    listActivity(tx, pageOf({ organisationId, filter, after, asOf })),
  ]);
  return rows.map(presentActivity);
}

const pageOf = (part: {
  organisationId: string;
  filter: ActivityFilter;
  after?: ActivityPosition;
  asOf?: Moment;
}) => ({ after: undefined, ...part, rows: PAGE, withAttachments: false });
