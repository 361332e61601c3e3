import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Report, report } from '@caseload/shared/reports/report.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { ReportQuestion } from './computeReport.ts';

/** A report as it was kept, with the age it has by the clock of the database. */
export type Snapshot = {
  readonly report: Report;
  readonly computedAt: string;
  readonly ageSeconds: number;
};

/** Nobody asks for the same days for longer, and who picks many periods leaves the oldest behind. */
const KEPT_DAYS = 14;
const KEPT_AT_MOST = 200;

/** What a report is kept under. */
export function keyOf({ from, to, timeZone, team, person }: ReportQuestion): string {
  const parts = JSON.stringify([from, to, timeZone, team?.id ?? null, person?.id ?? null]);
  return createHash('sha256').update(parts).digest('base64url');
}

type Row = { report: unknown; computedAt: string; ageSeconds: number };

/** One row by its key. */
const findRow = (tx: Transaction, organisationId: string, key: string) =>
  tx.rows<Row>(
    `select report, computed_at as "computedAt", extract(epoch from clock_timestamp() - computed_at)::float8 as "ageSeconds"
     from report_snapshots where organisation_id = $1 and key = $2`,
    [organisationId, key],
    'report_snapshot',
  );

const kept = z.object({ report, computedAt: z.string(), ageSeconds: z.number() });

/** The last good report; none when another version of the program kept it in another shape. */
export async function findSnapshot(
  database: Database,
  organisationId: string,
  key: string,
): Promise<Snapshot | undefined> {
  const [[row]] = await database.read({ organisationId }, (tx) => [findRow(tx, organisationId, key)]);
  return kept.safeParse(row).data;
}

export async function keepSnapshot(
  database: Database,
  organisationId: string,
  key: string,
  computed: Report,
): Promise<Snapshot> {
  return database.write({ organisationId }, (tx) =>
    tx.commit(
      [
        tx.rows<{ computedAt: string }>(
          `insert into report_snapshots (organisation_id, key, report) values ($1, $2, $3)
           on conflict (organisation_id, key) do update set report = excluded.report, computed_at = clock_timestamp()
           returning computed_at as "computedAt"`,
          [organisationId, key, JSON.stringify(computed)],
        ),
        tx.raw(
          `delete from report_snapshots s where s.organisation_id = $1 and (
             s.computed_at < clock_timestamp() - make_interval(days => $2)
             or s.computed_at < (select k.computed_at from report_snapshots k where k.organisation_id = $1
               order by k.computed_at desc offset $3 limit 1))`,
          [organisationId, KEPT_DAYS, KEPT_AT_MOST - 1],
        ),
      ],
      ([row]) => ({ report: computed, computedAt: row?.computedAt ?? '', ageSeconds: 0 }),
    ),
  );
}
