import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { ImportPhase, ImportReport } from '@caseload/shared/imports/import.ts';
import type { ImportRules } from '@caseload/shared/imports/importRules.ts';
import { listPlainStatuses } from '../statuses/queries.ts';
import { makeAssignees } from './assignees.ts';
import { makePeople } from './people.ts';
import { listDefinedFields, listPeople, lockImports, lockKnown } from './queries.ts';
import type { CsvFile } from './readCsv.ts';
import { rowReader } from './readRow.ts';
import { readRows, type RowContext } from './readRows.ts';
import { passRejects, type Rejects } from './rejects.ts';
import { makeTally, type Tally } from './report.ts';
import { type Column, resolveColumns } from './resolveColumns.ts';
import { type Place, placeOf } from './rowFault.ts';
import { nameOf, type SaveContext, saveKnown, saveNew, savePeople } from './savePlanned.ts';
import {
  copyRows,
  countCreated,
  countPlanned,
  createStaging,
  planRows,
  rejectArchived,
  rejectRepeated,
} from './staging.ts';
import { wordsOf } from './wordsOf.ts';

export type ImportProgress = {
  readonly phase: Exclude<ImportPhase, 'waiting'>;
  /** Rows done in this phase. */
  readonly done: number;
  /** Of how many; unknown while the file is read. */
  readonly total: number | undefined;
};

export type ImportRequest = {
  readonly organisationId: string;
  /** The administrator in whose name the customers are made. */
  readonly actorId: string;
  /** The row of `imports`, for what can be taken back. */
  readonly importId?: string;
  readonly rules: ImportRules;
  /** Opens the file. Called again when PostgreSQL asks for another attempt. */
  readonly open: () => Promise<CsvFile>;
  /** Does everything, checks everything, and takes it back. */
  readonly dryRun?: boolean;
  /** Writes and locks no customer: finds out the same as a dry run, in nobody's way. */
  readonly checkOnly?: boolean;
  readonly rejects?: Rejects;
  readonly signal?: AbortSignal;
  /** Called often. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** The last word before COMMIT, in the same transaction. What it throws takes everything back. */
  readonly finish?: (tx: Transaction, report: ImportReport) => Promise<void>;
};

const DEADLINE_MS = 6 * 3_600_000;

/**
 * Imports a CSV file in one transaction: all of it, or nothing when anything fails. Rows that break a rule are
 * left out and reported; a row that was imported before makes no second customer. Every customer that was made
 * or changed has one `import` action. Throws `ImportFault` when the file or the rules make no sense, and the
 * signal's reason when it was aborted.
 */
export async function importCustomers(database: Database, request: ImportRequest): Promise<ImportReport> {
  try {
    return await database.write(
      { organisationId: request.organisationId },
      async (tx) => {
        const report = await importInto(tx, request);
        if (request.dryRun || request.checkOnly) throw new TakenBack(report);
        request.signal?.throwIfAborted();
        await request.finish?.(tx, report);
        return report;
      },
      { deadlineMs: DEADLINE_MS },
    );
  } catch (error) {
    if (error instanceof TakenBack) return error.report;
    throw error;
  }
}

/** Thrown to roll back what was only tried. */
class TakenBack extends Error {
  override readonly name = 'TakenBack';
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('taken back');
    this.report = report;
  }
}

/** The file is read first, while nobody is kept waiting; customers are locked and written when it is known how. */
async function importInto(tx: Transaction, request: ImportRequest): Promise<ImportReport> {
  const { organisationId, actorId, importId = null, rules, rejects, signal, onProgress } = request;
  await lockImports(tx, organisationId);
  await createStaging(tx);
  const { context, header, columns } = await readInto(tx, request);
  await rejects?.begin(header);
  const update = rules.existing === 'update';
  const hasExternalIds = rules.map.some(({ field }) => field === 'externalId');
  await planRows(tx, organisationId, { hasExternalIds, update });
  await leaveOutArchived(tx, context.tally);
  const [planned] = await countPlanned(tx);
  const { created = 0, due = 0, unchanged = 0 } = planned ?? {};
  context.tally.unchanged(unchanged);
  let done = 0;
  const saving: SaveContext = {
    tx,
    by: { organisationId, actorId, importId },
    assignees: context.assignees,
    tally: context.tally,
    checkOnly: request.checkOnly ?? false,
    signal,
    onSaved(rows) {
      done += rows;
      onProgress?.({ phase: 'saving', done, total: created + due });
    },
  };
  await leaveOutRepeated(saving, placeOf('externalId', columns));
  await save(saving, update);
  await passRejects(tx, context.tally, rejects);
  return context.tally.report();
}

async function readInto(
  tx: Transaction,
  { organisationId, rules, open, signal, onProgress }: ImportRequest,
): Promise<{ context: RowContext; header: readonly string[]; columns: readonly Column[] }> {
  const file = await open();
  try {
    const columns = resolveColumns(file.header, rules.map);
    const [statuses, fields, people] = await tx.together([
      listPlainStatuses(tx, organisationId),
      listDefinedFields(tx, organisationId),
      listPeople(tx, organisationId),
    ]);
    const tally = makeTally();
    const context: RowContext = {
      readRow: rowReader(file.header, columns, wordsOf(rules, statuses, fields)),
      assignees: makeAssignees(makePeople(people), rules),
      assigneePlace: placeOf('assignedTo', columns),
      tally,
      signal,
      onRow: (done) => onProgress?.({ phase: 'reading', done, total: undefined }),
    };
    await copyRows(tx, readRows(context, file.rows));
    return { context, header: file.header, columns };
  } finally {
    await file.close();
  }
}

async function leaveOutArchived(tx: Transaction, tally: Tally): Promise<void> {
  for (const { fault, count, row } of await rejectArchived(tx)) tally.fault(row, fault, count);
}

async function leaveOutRepeated({ tx, tally }: SaveContext, place: Place): Promise<void> {
  const [repeated] = await rejectRepeated(tx, place);
  if (!repeated || repeated.row === null || repeated.reason === null) return;
  const { count, row, reason } = repeated;
  tally.fault(
    row,
    { type: 'duplicate', field: place.field, columns: place.columns, sentence: reason },
    count,
  );
}

async function save(context: SaveContext, update: boolean): Promise<void> {
  const { tx, by, tally, checkOnly, onSaved } = context;
  const created = await countCreated(tx);
  for (const { status, assignedTo, count } of created) {
    tally.written('created', { status, assignee: nameOf(context, assignedTo) }, count);
  }
  onSaved(0);
  if (!checkOnly) await lockKnown(tx, by.organisationId);
  await savePeople(
    context,
    created.map(({ assignedTo }) => assignedTo),
  );
  if (!checkOnly) await saveNew(context);
  await saveKnown(context, update);
}
