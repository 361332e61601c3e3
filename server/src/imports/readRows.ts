import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { newId } from '../newId.ts';
import type { Assignees } from './assignees.ts';
import { changesOfNew } from './incoming.ts';
import type { CsvRow } from './readCsv.ts';
import type { Candidate, Rejection } from './readRow.ts';
import { faultAt, type Place, type RowFault, sentenceOf } from './rowFault.ts';
import type { StagedRow } from './staging.ts';
import type { Tally } from './report.ts';

export type RowContext = {
  readonly readRow: (row: CsvRow) => Candidate | Rejection;
  readonly assignees: Assignees;
  /** Where the words for people stand. */
  readonly assigneePlace: Place;
  readonly tally: Tally;
  readonly signal: AbortSignal | undefined;
  readonly onRow: (rows: number) => void;
};

/** Rows between two looks at what else there is to do: nobody waits for a file to be read. */
const BREATH = 100;

/** Reads every row by the rules; those that break one get a reason and are counted by it. */
export async function* readRows(
  context: RowContext,
  rows: AsyncIterable<CsvRow>,
): AsyncGenerator<StagedRow, void, undefined> {
  const { tally, signal, onRow } = context;
  for await (const row of rows) {
    tally.row();
    if (tally.rows() % BREATH === 0) {
      await breathe();
      signal?.throwIfAborted();
      onRow(tally.rows());
    }
    const read = stage(context, row);
    if ('faults' in read) {
      for (const fault of read.faults) tally.fault(row.row, fault);
      yield { ...row, reason: sentenceOf(read.faults) };
    } else yield read;
  }
  onRow(tally.rows());
}

function stage(
  { readRow, assignees, assigneePlace }: RowContext,
  row: CsvRow,
): StagedRow | { faults: readonly RowFault[] } {
  const candidate = readRow(row);
  const { assignee } = candidate;
  if ('faults' in candidate) {
    const mistake = assignee ? assignees.mistakeIn(assignee) : undefined;
    const also = mistake ? [faultAt(assigneePlace, mistake, assignee ?? '')] : [];
    return { faults: [...candidate.faults, ...also] };
  }
  const { customer, given, writtenId, statusFault } = candidate;
  const assignment = assignee ? assignees.resolve(assignee) : { person: null };
  if ('reason' in assignment) return { faults: [faultAt(assigneePlace, assignment, assignee ?? '')] };
  const { fields, ...rest } = customer;
  const values = Object.entries(fields).filter(([, value]) => value !== null);
  const whole = {
    id: newId(),
    ...rest,
    fields,
    assignedTo: assignment.person?.id ?? null,
  };
  return {
    ...row,
    digest: createHash('sha256').update(JSON.stringify(row.cells)).digest('base64url'),
    customer: whole,
    actionId: newId(),
    changes: changesOfNew({ ...whole, fields: Object.fromEntries(values) }),
    given: assignee === undefined ? [...given] : [...given, 'assignedTo'],
    writtenId,
    statusFault,
  };
}
