import type { Readable } from 'node:stream';
import type { ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { streamPages } from '../exports/streamPages.ts';
import { activityHead, activityLines } from './activityCsv.ts';
import {
  type ActivityPosition,
  findLatestPosition,
  type FoundActivity,
  listActivity,
  presentActivity,
} from './queries.ts';

/** Some megabytes at most, even when all changed the longest notes; nobody else is answered while it is written. */
const PAGE = 100;

type Export = {
  readonly database: Database;
  readonly organisationId: string;
  readonly filter: ActivityFilter;
};

/**
 * Everything recorded until now as CSV, newest first. The first page is read before this resolves, so that a
 * refusal is still an answer of its own.
 */
export async function exportActivity(asked: Export): Promise<Readable> {
  const { database, organisationId, filter } = asked;
  const [[latest], rows] = await database.read({ organisationId }, (tx) => [
    findLatestPosition(tx, organisationId),
    listActivity(tx, pageOf({ organisationId, filter })),
  ]);
  const upTo = latest?.position ?? '0';
  return streamPages<FoundActivity>({
    head: activityHead(),
    first: rows.map(presentActivity),
    pageRows: PAGE,
    next: ({ action, position }) => readPage(asked, upTo, { createdAt: action.createdAt, position }),
    write: activityLines,
  });
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
