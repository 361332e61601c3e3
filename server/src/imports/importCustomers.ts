import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { makeAssignees } from './assignees.ts';
import { type ImportContext, importChunk } from './importChunk.ts';
import type { ImportRules } from './importRules.ts';
import { makePeople } from './people.ts';
import { listPeople, listStatuses, lockImports } from './queries.ts';
import type { CsvFile, CsvRow } from './readCsv.ts';
import { rowReader } from './readRow.ts';
import { type ImportReport, makeTally } from './report.ts';
import { resolveColumns } from './resolveColumns.ts';
import { wordsOf } from './wordsOf.ts';

/** Takes the rows that were not imported, in the order of the file. */
export type Rejects = {
  /** A new attempt begins: whatever came before counts for nothing. */
  begin(header: readonly string[]): Promise<void>;
  add(row: CsvRow, reason: string): Promise<void>;
};

export type ImportRequest = {
  readonly organisationId: string;
  /** The administrator in whose name the customers are made. */
  readonly actorId: string;
  readonly rules: ImportRules;
  /** Opens the file. Called again when PostgreSQL asks for another attempt. */
  readonly open: () => Promise<CsvFile>;
  /** Does everything, checks everything, and takes it back. */
  readonly dryRun?: boolean;
  readonly rejects?: Rejects;
  /** Called after every chunk with the rows done so far. */
  readonly onProgress?: (rows: number) => void;
};

/** Rows a statement; large enough that the round trips do not count, small enough that memory stays flat. */
const CHUNK = 1_000;
const DEADLINE_MS = 6 * 3_600_000;

/**
 * Imports a CSV file in one transaction: all of it, or nothing when anything fails. Rows that break a rule are
 * left out and reported; a row that was imported before makes no second customer. Every customer that was made
 * or changed has one `import` action. Throws `ImportFault` when the file or the rules make no sense.
 */
export async function importCustomers(database: Database, request: ImportRequest): Promise<ImportReport> {
  try {
    return await database.write(
      { organisationId: request.organisationId },
      async (tx) => {
        // Plans made for tables believed empty, those of the triggers too, would read all rows for each new one.
        await tx.raw('set local plan_cache_mode = force_custom_plan', []);
        const report = await importInto(tx, request);
        if (request.dryRun) throw new DryRunDone(report);
        return report;
      },
      { deadlineMs: DEADLINE_MS },
    );
  } catch (error) {
    if (error instanceof DryRunDone) return error.report;
    throw error;
  }
}

/** Thrown to roll back what a dry run did. */
class DryRunDone extends Error {
  override readonly name = 'DryRunDone';
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('dry run');
    this.report = report;
  }
}

async function importInto(tx: Transaction, request: ImportRequest): Promise<ImportReport> {
  await lockImports(tx, request.organisationId);
  const file = await request.open();
  try {
    await request.rejects?.begin(file.header);
    const context = await prepare(tx, request, file.header);
    for await (const chunk of readAhead(inChunks(file.rows))) {
      await importChunk(context, chunk);
      request.onProgress?.(context.tally.rows());
    }
    return context.tally.report();
  } finally {
    await file.close();
  }
}

async function prepare(
  tx: Transaction,
  { organisationId, actorId, rules, rejects }: ImportRequest,
  header: readonly string[],
): Promise<ImportContext> {
  const columns = resolveColumns(header, rules.map);
  const words = wordsOf(rules, await listStatuses(tx, organisationId));
  const people = makePeople(await listPeople(tx, organisationId));
  const tally = makeTally();
  return {
    tx,
    organisationId,
    actorId,
    existing: rules.existing,
    hasExternalIds: rules.map.some(({ field }) => field === 'externalId'),
    readRow: rowReader(header, columns, words),
    assignees: makeAssignees(people, rules),
    seen: new Map(),
    tally,
    async reject(row, reason) {
      tally.rejection(row.row, reason);
      await rejects?.add(row, reason);
    },
  };
}

async function* inChunks(rows: AsyncIterable<CsvRow>): AsyncGenerator<CsvRow[], void, undefined> {
  let chunk: CsvRow[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Reads the next chunk while PostgreSQL is busy with this one. */
async function* readAhead<T>(chunks: AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined> {
  for (let next = chunks.next(); ; ) {
    const chunk = await next;
    if (chunk.done) return;
    next = chunks.next();
    // A failure is thrown by the next turn of the loop; should there be none, nobody misses it.
    next.catch(() => undefined);
    yield chunk.value;
  }
}
