import type { z } from 'zod';
import { newCustomer } from '@caseload/shared/customers/endpoints.ts';
import { shortText } from '@caseload/shared/contracts/text.ts';
import { instant } from '@caseload/shared/contracts/values.ts';
import { cellReader, type Words } from './readCell.ts';
import type { CsvRow } from './readCsv.ts';
import type { Column } from './resolveColumns.ts';
import { rejectionReason } from './rejectionReason.ts';

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
};

export type Rejection = CsvRow & { readonly reason: string };

/** A function from rows to candidates, by the same rules as the API. A rejection names everything that is wrong. */
export function rowReader(
  header: readonly string[],
  columns: readonly Column[],
  words: Words,
): (row: CsvRow) => Candidate | Rejection {
  const readCell = cellReader(words);
  const columnOf = new Map(columns.map((column) => [column.field, column]));

  return (row) => {
    if (!fitsHeader(row.cells, header)) {
      return { ...row, reason: `has ${row.cells.length} cells where the header has ${header.length}` };
    }
    const input: Record<string, unknown> = {};
    const fields: Record<string, string | null> = {};
    const issues: string[] = [];
    let assignee: string | null | undefined;
    for (const column of columns) {
      const cells = column.indexes.map((index) => row.cells[index]?.trim() ?? '');
      const read = readCell(column.field, cells);
      if (read.kind === 'wrong') issues.push(rejectionReason(column, read.reason));
      else if (read.kind === 'assignee') assignee = read.word;
      else if (read.kind === 'custom') fields[read.name] = read.value;
      else if (read.kind === 'value') input[column.field] = read.value;
    }
    if (Object.keys(fields).length > 0) input['fields'] = fields;
    const parsed = importedCustomer.safeParse(input);
    for (const issue of parsed.error?.issues ?? []) {
      // What could not even be read is missing from the input and was already said.
      if (!(String(issue.path[0]) in input)) continue;
      const field = issue.path.join('.');
      issues.push(rejectionReason(columnOf.get(field) ?? { field, names: [] }, issue));
    }
    if (!parsed.success || issues.length > 0) return { ...row, reason: issues.join('; ') };
    return { ...row, customer: parsed.data, given: new Set(Object.keys(input)), assignee };
  };
}

/** Spreadsheets like to end a row with empty cells too many; a cell too few may be a row that was cut off. */
function fitsHeader(cells: readonly string[], header: readonly string[]): boolean {
  return cells.length >= header.length && cells.slice(header.length).every((cell) => cell.trim() === '');
}
