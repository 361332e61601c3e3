import { Deadline, runWithin } from '@caseload/db/kernel/deadline.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { type Frame, frameOf } from './frame.ts';
import { type FeedRow, findHead, findPlace, listAfter } from './queries.ts';
import { BEGINNING, type Place } from './place.ts';

const ROWS = 500;
/** Whoever happens to cause a reading may have little time left, or be gone: others wait for it as well. */
const READ_MS = 5_000;

export type FeedPage = {
  readonly frames: readonly Frame[];
  /** Up to here everything has been read. */
  readonly end: Place;
  /** Whether there is more now, may be more as soon as somebody is done, or is not. */
  readonly more: 'now' | 'soon' | 'none';
  /** The recovery of the database server since which places are what they were. */
  readonly recovery: string;
};

export async function readAfter(database: Database, organisationId: string, place: Place): Promise<FeedPage> {
  const [rows] = await runWithin(new Deadline(READ_MS), () =>
    database.read({ organisationId }, (tx) => [listAfter(tx, organisationId, place, ROWS)]),
  );
  const frames = rows.flatMap(placedFrame);
  const last = frames.at(-1);
  const [first] = rows;
  const recovery = first?.recovery ?? '';
  if (last !== undefined && frames.length === ROWS) return { frames, end: last.place, more: 'now', recovery };
  const horizon = { transaction: Number(first?.horizon ?? place.transaction), position: 0 };
  return { frames, end: horizon, more: first?.unfinished ? 'soon' : 'none', recovery };
}

function placedFrame({
  horizon: _h,
  unfinished: _u,
  recovery: _r,
  transaction,
  position,
  ...action
}: FeedRow): Frame[] {
  if (action.id === null || transaction === null) return [];
  const place = { transaction: Number(transaction), position: Number(position) };
  return [{ place, bytes: frameOf(place.position, action) }];
}

export type Start = {
  /** Where the feed stands now. */
  readonly now: Place;
  readonly recovery: string;
  /** Where whoever asks begins; undefined where the organisation has no action at the position they named. */
  readonly place: Place | undefined;
  /** The position of what they heard last, or of what was committed last. */
  readonly position: number;
};

/** Where somebody begins who heard everything up to a position, or nothing yet. */
export async function readStart(
  database: Database,
  organisationId: string,
  position: number | undefined,
): Promise<Start> {
  const [[head], [heard]] = await database.read({ organisationId }, (tx) => [
    findHead(tx, organisationId),
    position === undefined ? nobody : findPlace(tx, organisationId, position),
  ]);
  const now = { transaction: Number(head?.horizon), position: 0 };
  const { recovery = '' } = head ?? {};
  if (position === undefined) return { now, recovery, place: now, position: Number(head?.position) };
  if (position === 0) return { now, recovery, place: BEGINNING, position };
  return { now, recovery, place: heard && { transaction: Number(heard.transaction), position }, position };
}

const nobody = Promise.resolve<Array<{ transaction: string }>>([]);
