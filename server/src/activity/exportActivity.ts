import type { ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Table } from '../exports/column.ts';
import { readPages } from '../exports/readPages.ts';
import { ACTIVITY_COLUMNS, type ActivityLine, activityLines } from './activityColumns.ts';
import {
  type ActivityPosition,
  countLines,
  findLatestPosition,
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
 * Everything recorded until now, newest first, and how many rows that then is. The first page is read before this
 * resolves, so that a refusal is still an answer of its own.
 */
export async function exportActivity(asked: Export): Promise<{ table: Table<ActivityLine>; total: number }> {
  const { database, organisationId, filter } = asked;
  const [[latest], [counted], rows] = await database.read({ organisationId }, (tx) => [
    findLatestPosition(tx, organisationId),
    countLines(tx, organisationId, filter),
    listActivity(tx, pageOf({ organisationId, filter })),
  ]);
  const upTo = latest?.position ?? '0';
  const pages = readPages<FoundActivity>({
    first: rows.map(presentActivity),
    pageRows: PAGE,
    next: ({ action, position }) => readPage(asked, upTo, { createdAt: action.createdAt, position }),
  });
  return { table: { columns: ACTIVITY_COLUMNS, pages: linesOf(pages) }, total: counted?.total ?? 0 };
}

async function* linesOf(
  pages: AsyncIterable<readonly FoundActivity[]>,
): AsyncGenerator<readonly ActivityLine[]> {
  for await (const page of pages) yield page.flatMap(activityLines);
}

async function readPage(
  { database, organisationId, filter }: Export,
  upTo: string,
  after: ActivityPosition,
): Promise<FoundActivity[]> {
  const [rows] = await database.read({ organisationId }, (tx) => [
    listActivity(tx, pageOf({ organisationId, filter, upTo, after })),
  ]);
  return rows.map(presentActivity);
}

const pageOf = (part: {
  organisationId: string;
  filter: ActivityFilter;
  upTo?: string;
  after?: ActivityPosition;
}) => ({ after: undefined, ...part, rows: PAGE, withAttachments: false });
