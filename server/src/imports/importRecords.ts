import { and, desc, eq, lt, sql } from '@caseload/db/drizzle.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { imports } from '@caseload/db/schema/imports.ts';

/** A process that has not said for so long that it is at work is gone. */
const SILENCE = sql.raw("interval '15 seconds'");
const isAlive = sql<boolean>`coalesce(${imports.aliveAt} > clock_timestamp() - ${SILENCE}, false)`;

type Person = { id: string; name: string };

/** Who a column of the import names. */
const personOf = <P extends Person | null>(column: 'created_by' | 'started_by' | 'ran_by' | 'undone_by') =>
  sql<P>`(select jsonb_build_object('id', e.id, 'name', e.name) from employees e
    where e.organisation_id = imports.organisation_id and e.id = imports.${sql.raw(column)})`;

/** An import as every answer about it begins. */
const summaryColumns = {
  id: imports.id,
  fileName: imports.fileName,
  sizeBytes: imports.sizeBytes,
  state: imports.state,
  work: imports.work,
  phase: imports.phase,
  done: imports.done,
  total: imports.total,
  rowsPerSecond: imports.rowsPerSecond,
  startedAt: imports.startedAt,
  cancelling: imports.cancelling,
  isAlive,
  stopped: imports.stopped,
  createdAt: imports.createdAt,
  ranAt: imports.ranAt,
  undoneAt: imports.undoneAt,
  result: imports.result,
  createdBy: personOf<Person>('created_by'),
  startedBy: personOf<Person | null>('started_by'),
  ranBy: personOf<Person | null>('ran_by'),
  undoneBy: personOf<Person | null>('undone_by'),
};

const wholeColumns = {
  ...summaryColumns,
  encoding: imports.encoding,
  delimiter: imports.delimiter,
  header: imports.header,
  headerHash: imports.headerHash,
  sample: imports.sample,
  rowEstimate: imports.rowEstimate,
  rules: imports.rules,
  check: imports.checkReport,
  undo: imports.undoResult,
  errorsId: imports.errorsId,
  hasFile: imports.hasFile,
};

const isImport = (organisationId: string, id: string) =>
  and(eq(imports.organisationId, organisationId), eq(imports.id, id));

export const findImport = (tx: Transaction, organisationId: string, id: string) =>
  tx.db.select(wholeColumns).from(imports).where(isImport(organisationId, id));

export type ImportRow = Awaited<ReturnType<typeof findImport>>[number];

/** Newest first, from before an import on. */
export const listImports = (
  tx: Transaction,
  organisationId: string,
  before: string | undefined,
  rows: number,
) =>
  tx.db
    .select(summaryColumns)
    .from(imports)
    .where(
      and(
        eq(imports.organisationId, organisationId),
        before === undefined ? undefined : lt(imports.id, before),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(rows);

export type ImportSummaryRow = Awaited<ReturnType<typeof listImports>>[number];

/** The rules of the newest other import with the same header. */
export const findRemembered = (
  tx: Transaction,
  organisationId: string,
  { id, headerHash }: { readonly id: string; readonly headerHash: string },
) =>
  tx.db
    .select({ rules: imports.rules })
    .from(imports)
    .where(
      and(
        eq(imports.organisationId, organisationId),
        eq(imports.headerHash, headerHash),
        sql`${imports.rules} is not null`,
        sql`${imports.id} <> ${id}`,
      ),
    )
    .orderBy(desc(imports.id))
    .limit(1);

export const insertImport = (tx: Transaction, values: typeof imports.$inferInsert) =>
  tx.db.insert(imports).values(values);

/** Files that nobody imported yet. */
export const countWaiting = (tx: Transaction, organisationId: string) =>
  tx.rows<{ waiting: number }>(
    `select count(*)::int as waiting from imports where organisation_id = $1 and state in ('uploaded', 'checked')`,
    [organisationId],
  );

/** Holds the import; whoever starts, cancels or describes it takes turns. */
export const lockImport = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .select({
      state: imports.state,
      work: imports.work,
      workId: imports.workId,
      isAlive,
      encoding: imports.encoding,
      rules: imports.rules,
      hasFile: imports.hasFile,
      rowEstimate: imports.rowEstimate,
      errorsId: imports.errorsId,
      checkReport: imports.checkReport,
      result: imports.result,
    })
    .from(imports)
    .where(isImport(organisationId, id))
    .for('no key update');

export const saveImport = (
  tx: Transaction,
  organisationId: string,
  id: string,
  values: Partial<typeof imports.$inferInsert>,
) => tx.db.update(imports).set(values).where(isImport(organisationId, id));

/** The import at work in the organisation, as the problem names it. */
export const findAtWork = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({
      id: imports.id,
      fileName: imports.fileName,
      kind: imports.work,
      startedBy: personOf<Person>('started_by'),
      startedAt: imports.startedAt,
      isAlive,
    })
    .from(imports)
    .where(and(eq(imports.organisationId, organisationId), sql`${imports.work} is not null`));
