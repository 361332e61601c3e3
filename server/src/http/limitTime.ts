import type { RequestHandler } from 'express';
import { Deadline, runWithin } from '@caseload/db/kernel/deadline.ts';

/** Whoever waits longer is told to come again: sooner than browsers and people give up. */
const ANSWER_MS = 5_000;

/**
 * Lets no request wait for the database longer than that altogether, be it for its session, for its turn or for
 * its own statements. What takes longer by its nature lifts the deadline and has limits of its own.
 */
export const limitTime: RequestHandler = (_request, response, next) => {
  // What goes on behind the answer keeps nobody waiting.
  runWithin(new Deadline(ANSWER_MS, () => response.closed), next);
};
