import type { ReportCell, ReportTable } from './reportTable.ts';

/** Spreadsheets take a text that begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/u;

/** The table as a file for spreadsheets: UTF-8 with a mark that says so, numbers as they are. */
export function reportCsv({
  rowName,
  columns,
  rows,
}: Pick<ReportTable, 'rowName' | 'columns' | 'rows'>): string {
  const lines = [
    [rowName, ...columns.map(({ name }) => name)].map(textCell),
    ...rows.map(({ label, cells }) => [textCell(label), ...cells.map(cellOf)]),
  ];
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
}

function cellOf({ value }: ReportCell): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : textCell(value);
}

function textCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
