import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { ReportAnswer } from '@caseload/shared/reports/endpoints.ts';
import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { DatabaseBusy, sqlState } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { type Computations, makeComputations, type Outcome } from './computations.ts';
import { computeReport, type ReportQuestion } from './computeReport.ts';
import { findSnapshot, keepSnapshot, keyOf, type Snapshot } from './snapshots.ts';

/** Answers for reports: from the last good one while it is fresh, else from a computation that all askers share. */
export type ReportDesk = {
  ask(question: ReportQuestion): Promise<ReportAnswer>;
  close(): Promise<void>;
};

type Parts = {
  /** Where reports are kept. */
  readonly database: Database;
  /** Where they are computed: a pool of its own with a statement timeout of its own. */
  readonly reportDatabase: Database;
  readonly deadlineMs: number;
  readonly logger: Logger;
};

/** As many as the pool has connections. */
export const REPORTS_AT_ONCE = 2;
const REPORTS_WAITING = 20;
const FRESH_SECONDS = 60;
/** How long somebody waits who has an older report to look at meanwhile, and who has none. */
const PATIENCE_MS = 1_500;
const PATIENCE_WITHOUT_MS = 6_000;
/** What failed is not tried again at once, however often it is asked for. */
const AFTER_FAILURE_MS = 15_000;
/** The rest of a computation is cut off with its connection when the process ends. */
const CLOSE_MS = 2_000;

type Failure = NonNullable<ReportAnswer['failure']>;

const nameOf = ({ organisationId }: ReportQuestion, key: string) => `${organisationId} ${key}`;

export function makeReportDesk({ database, reportDatabase, deadlineMs, logger }: Parts): ReportDesk {
  const computations: Computations<Snapshot> = makeComputations({
    atOnce: REPORTS_AT_ONCE,
    waiting: REPORTS_WAITING,
  });
  const failures = new LRUCache<string, Failure>({ max: 1_000, ttl: AFTER_FAILURE_MS });

  async function compute(question: ReportQuestion, key: string): Promise<Snapshot> {
    const { organisationId } = question;
    // Goes on for others when whoever asked first is answered without it.
    currentDeadline()?.lift();
    try {
      const report = await computeReport(reportDatabase, question, { now: new Date(), deadlineMs });
      return await keepSnapshot(reportDatabase, organisationId, key, report);
    } catch (error) {
      // Here rather than where it is waited for: nobody may be waiting any more.
      failures.set(nameOf(question, key), failureOf(error));
      logger.warn({ err: error, organisationId }, 'a report could not be computed');
      throw error;
    }
  }

  /** Undefined while it is still under way when the asker's patience ends. */
  async function newReport(
    question: ReportQuestion,
    key: string,
    patienceMs: number,
  ): Promise<Snapshot | Failure | undefined> {
    const failed = failures.get(nameOf(question, key));
    if (failed !== undefined) return failed;
    const outcome = computations.join(question.organisationId, key, () => compute(question, key));
    if (outcome === undefined) return 'busy';
    const ended = await within(patienceMs, outcome);
    return ended?.kind === 'failed' ? failureOf(ended.error) : ended?.value;
  }

  return {
    async ask(question) {
      const key = keyOf(question);
      const known = await findSnapshot(database, question.organisationId, key);
      if (known !== undefined && known.ageSeconds < FRESH_SECONDS) return answerWith(known, {});
      const patience = known === undefined ? PATIENCE_WITHOUT_MS : PATIENCE_MS;
      const found = await newReport(question, key, patience);
      if (found === undefined) return answerWith(known, { isRunning: true });
      return typeof found === 'string' ? answerWith(known, { failure: found }) : answerWith(found, {});
    },
    async close() {
      await Promise.race([
        computations.close().then(() => reportDatabase.close()),
        sleep(CLOSE_MS, undefined, { ref: false }),
      ]);
    },
  };
}

function answerWith(
  snapshot: Snapshot | undefined,
  { isRunning = false, failure = null }: { isRunning?: boolean; failure?: Failure | null },
): ReportAnswer {
  return {
    report: snapshot?.report ?? null,
    computedAt: snapshot?.computedAt ?? null,
    ageSeconds: snapshot?.ageSeconds ?? null,
    isStale: isRunning || failure !== null,
    isRunning,
    failure,
  };
}

async function within<T>(ms: number, outcome: Promise<Outcome<T>>): Promise<Outcome<T> | undefined> {
  const patience = new AbortController();
  try {
    return await Promise.race([outcome, sleep(ms, undefined, { signal: patience.signal })]);
  } finally {
    patience.abort();
  }
}

const STATEMENT_TIMEOUT = '57014';
const LOCK_TIMEOUT = '55P03';

function failureOf(error: unknown): Failure {
  if (error instanceof DatabaseBusy) return 'busy';
  const state = sqlState(error);
  return state === STATEMENT_TIMEOUT || state === LOCK_TIMEOUT ? 'timeout' : 'error';
}
