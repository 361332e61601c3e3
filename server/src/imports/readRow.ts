import type { z } from 'zod';
import { newCustomer } from '@caseload/shared/customers/endpoints.ts';
import { shortText } from '@caseload/shared/contracts/text.ts';
import { instant } from '@caseload/shared/contracts/values.ts';
import { unguarded } from '../csv/formulaGuard.ts';
import { cellReader, joinCells, type Words } from './readCell.ts';
import type { CsvRow } from './readCsv.ts';
import type { Column } from './resolveColumns.ts';
import { faultAt, mistakeOf, type RowFault } from './rowFault.ts';

const importedCustomer = newCustomer.omit({ assignedTo: true }).extend({
  externalId: shortText(200).nullable().default(null),
  createdAt: instant.nullable().default(null),
});
export type ImportedCustomer = z.output<typeof importedCustomer>;

/** A row that obeys every rule which can be checked without the database. */
export type Candidate = CsvRow & {
  /** With the defaults of a new customer for what the row leaves open. */
  readonly customer: ImportedCustomer;
  /** The fields the row speaks of: what an update may change. */
  readonly given: ReadonlySet<string>;
  /** The file's word for the assignee; null says nobody, undefined says nothing. */
  readonly assignee: string | null | undefined;
  /** The external id as it is written, where it reads otherwise: customers of earlier files have it so. */
  readonly writtenId: string | null;
  /** What is wrong with the row unless its customer has the status already: it is archived. */
  readonly statusFault: RowFault | undefined;
};

export type Rejection = CsvRow & {
  readonly faults: readonly RowFault[];
  /** As of a candidate: only others can say whether it is wrong as well. */
  readonly assignee?: string | null | undefined;
};

/** A function from rows to candidates, by the same rules as the API. A rejection names everything that is wrong. */
export function rowReader(
  header: readonly string[],
  columns: readonly Column[],
  words: Words,
): (row: CsvRow) => Candidate | Rejection {
  const readCell = cellReader(words);
  const columnOf = new Map(columns.map((column) => [column.field, column]));

  return (row) => {
    const shape = faultOfShape(row.cells, header);
    if (shape !== undefined) return { ...row, faults: [shape] };
    const input: Record<string, unknown> = {};
    const fields: Record<string, string | number | null> = {};
    const faults: RowFault[] = [];
    let assignee: string | null | undefined;
    let writtenId: string | null = null;
    let statusFault: RowFault | undefined;
    for (const column of columns) {
      const cells = cellsOf(row, column);
      const read = readCell(column.field, cells);
      if (read.kind === 'wrong') {
        const { kind: _, ...mistake } = read;
        faults.push(faultAt(column, mistake, textOf(cells)));
      } else if (read.kind === 'assignee') assignee = read.word;
      else if (read.kind === 'custom') fields[read.name] = read.value;
      else if (read.kind === 'value') {
        input[column.field] = read.value;
        if (column.field === 'externalId') writtenId = writtenIdOf(row, column, read.value);
        if (read.unlessHeld) statusFault = faultAt(column, read.unlessHeld, textOf(cells));
      }
    }
    if (Object.keys(fields).length > 0) input['fields'] = fields;
    const parsed = importedCustomer.safeParse({ status: words.firstStatus, ...input });
    for (const issue of parsed.error?.issues ?? []) {
      // What could not even be read is missing from the input and was already said.
      if (!(String(issue.path[0]) in input)) continue;
      const field = issue.path.join('.');
      const column = columnOf.get(field);
      const cells = column === undefined ? [] : cellsOf(row, column);
      faults.push(faultAt(column ?? { field, columns: [] }, mistakeOf(issue), textOf(cells)));
    }
    if (!parsed.success || faults.length > 0) return { ...row, faults, assignee };
    return {
      ...row,
      customer: parsed.data,
      given: new Set(Object.keys(input)),
      assignee,
      writtenId,
      statusFault,
    };
  };
}

/** Without the apostrophe that our own files, and people, put before what looks like a formula. */
const cellsOf = (row: CsvRow, column: Column): string[] => trimmedCells(row, column).map(unguarded);

const trimmedCells = ({ cells }: CsvRow, { indexes }: Column): string[] =>
  indexes.map((index) => cells[index]?.trim() ?? '');

function writtenIdOf(row: CsvRow, column: Column, read: unknown): string | null {
  const written = joinCells(trimmedCells(row, column));
  return written === read ? null : written;
}

const textOf = (cells: readonly string[]) => cells.filter(Boolean).join(' ');

function faultOfShape(cells: readonly string[], header: readonly string[]): RowFault | undefined {
  const whole = { field: null, columns: [] };
  if (!fitsHeader(cells, header)) {
    const sentence = `has ${cells.length} cells where the header has ${header.length}`;
    return { type: 'cells', ...whole, sentence };
  }
  // Files put together from several have the header in the middle too.
  if (header.every((name, index) => name.trim() === cells[index]?.trim())) {
    return { type: 'header-again', ...whole, sentence: 'is the header once more' };
  }
  return undefined;
}

/** Spreadsheets like to end a row with empty cells too many; a cell too few may be a row that was cut off. */
function fitsHeader(cells: readonly string[], header: readonly string[]): boolean {
  return cells.length >= header.length && cells.slice(header.length).every((cell) => cell.trim() === '');
}
