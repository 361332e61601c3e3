import { and, eq, sql } from '@caseload/db/drizzle.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { imports } from '@caseload/db/schema/imports.ts';
import type { CustomerImport, ImportPhase } from '@caseload/shared/imports/import.ts';
import type { ImportWork } from '@caseload/shared/imports/importWork.ts';

/** One piece of work, by the number it got when it began. */
export type WorkKey = { readonly organisationId: string; readonly importId: string; readonly workId: string };

const isWork = ({ organisationId, importId, workId }: WorkKey) =>
  and(eq(imports.organisationId, organisationId), eq(imports.id, importId), eq(imports.workId, workId));

const NO_WORK = { work: null, workId: null, cancelling: false } as const;

/** Fails with `imports_at_work` when another import of the organisation is at work. */
export const beginWork = (
  tx: Transaction,
  { organisationId, importId, workId }: WorkKey,
  {
    kind,
    startedBy,
    total,
  }: { readonly kind: ImportWork; readonly startedBy: string; readonly total: number },
) =>
  tx.db
    .update(imports)
    .set({
      work: kind,
      workId,
      phase: 'waiting',
      done: 0,
      total,
      rowsPerSecond: 0,
      startedBy,
      startedAt: sql`clock_timestamp()`,
      aliveAt: sql`clock_timestamp()`,
      cancelling: false,
      stopped: null,
    })
    .where(and(eq(imports.organisationId, organisationId), eq(imports.id, importId)));

type Progress = {
  readonly phase: ImportPhase;
  readonly done: number;
  readonly total: number;
  readonly rowsPerSecond: number;
};

/** Says that the work goes on. No row: it is not ours any more. */
export const reportWork = (tx: Transaction, key: WorkKey, progress: Progress) =>
  tx.db
    .update(imports)
    .set({ ...progress, aliveAt: sql`clock_timestamp()` })
    .where(isWork(key))
    .returning({ cancelling: imports.cancelling });

type Outcome = Partial<
  Pick<
    typeof imports.$inferInsert,
    'state' | 'checkReport' | 'result' | 'undoResult' | 'errorsId' | 'ranBy' | 'undoneBy'
  >
>;

/** What the work reached. No row: somebody cancelled it, or it is not ours any more. */
export const completeWork = (tx: Transaction, key: WorkKey, outcome: Outcome) =>
  tx.db
    .update(imports)
    .set({
      ...outcome,
      ...NO_WORK,
      stopped: null,
      ...(outcome.state === 'done' ? { ranAt: sql`clock_timestamp()` } : {}),
      ...(outcome.state === 'undone' ? { undoneAt: sql`clock_timestamp()` } : {}),
    })
    .where(and(isWork(key), eq(imports.cancelling, false)))
    .returning({ id: imports.id });

/** Why the work ended without reaching anything. */
export const stopWork = (tx: Transaction, key: WorkKey, stopped: NonNullable<CustomerImport['stopped']>) =>
  tx.db
    .update(imports)
    .set({ ...NO_WORK, stopped })
    .where(isWork(key));

/** Ends work whose process is gone, so that other work can begin. */
export const abandonWork = (
  tx: Transaction,
  organisationId: string,
  id: string,
  stopped: NonNullable<CustomerImport['stopped']>,
) =>
  tx.db
    .update(imports)
    .set({ ...NO_WORK, stopped })
    .where(and(eq(imports.organisationId, organisationId), eq(imports.id, id)));
