import type { Logger } from 'pino';
import { CommitOutcomeUnknown } from '@caseload/db/kernel/errors.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';

/** What became of a save that was based on an outdated state. */
export type ConflictKind = 'asked' | 'merged';

/**
 * Counts in memory and writes a few seconds later: a row for each organisation and quarter of an hour, however many
 * there were. A process that is killed loses what it counted since it last wrote, FLUSH_MS at most; one that is
 * stopped loses nothing.
 */
export type ConflictCounts = {
  add(organisationId: string, kind: ConflictKind): void;
  /** Writes what was counted. What could not be written is kept for the next time. */
  flush(): Promise<void>;
  /** Writes for the last time. */
  stop(): Promise<void>;
};

export const FLUSH_MS = 5_000;
/** Days of every time zone begin at a quarter of an hour. */
const QUARTER_MS = 15 * 60_000;

type Counts = { [K in ConflictKind]: number };
/** By organisation, then by the moment the quarter began. */
type Pending = Map<string, Map<number, Counts>>;

export function makeConflictCounts({
  database,
  logger,
}: {
  readonly database: Database;
  readonly logger: Logger;
}): ConflictCounts {
  let pending: Pending = new Map();
  let writing = Promise.resolve();

  function add(organisationId: string, quarter: number, more: Counts): void {
    const quarters = pending.get(organisationId) ?? new Map<number, Counts>();
    pending.set(organisationId, quarters);
    const { asked, merged } = quarters.get(quarter) ?? { asked: 0, merged: 0 };
    quarters.set(quarter, { asked: asked + more.asked, merged: merged + more.merged });
  }

  async function writeAll(): Promise<void> {
    const counted = pending;
    pending = new Map();
    for (const [organisationId, quarters] of counted) {
      try {
        await database.write({ organisationId }, (tx) => save(tx, organisationId, quarters));
      } catch (error) {
        logger.warn({ err: error }, 'conflicts were counted and could not be written');
        // Written a second time they would count twice.
        if (error instanceof CommitOutcomeUnknown) continue;
        for (const [quarter, counts] of quarters) add(organisationId, quarter, counts);
      }
    }
  }

  const flush = () => {
    writing = writing.then(writeAll);
    return writing;
  };
  const timer = setInterval(() => void flush(), FLUSH_MS);
  timer.unref();
  return {
    add(organisationId, kind) {
      const quarter = Math.floor(Date.now() / QUARTER_MS) * QUARTER_MS;
      add(organisationId, quarter, { asked: 0, merged: 0, [kind]: 1 });
    },
    flush,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}

/** Several processes add to the same row. */
function save(
  tx: Transaction,
  organisationId: string,
  quarters: ReadonlyMap<number, Counts>,
): Promise<unknown> {
  const rows = [...quarters].map(([quarter, counts]) => ({
    quarter: new Date(quarter).toISOString(),
    ...counts,
  }));
  return tx.commit(
    [
      tx.raw(
        `insert into conflict_counts as known (organisation_id, quarter, asked, merged)
         select $1, r.quarter, r.asked, r.merged
         from jsonb_to_recordset($2::jsonb) as r(quarter timestamptz, asked integer, merged integer)
         order by r.quarter
         on conflict (organisation_id, quarter) do update
           set asked = known.asked + excluded.asked, merged = known.merged + excluded.merged`,
        [organisationId, JSON.stringify(rows)],
      ),
    ],
    () => undefined,
  );
}
