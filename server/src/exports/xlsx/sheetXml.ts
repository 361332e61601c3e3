import type { Column } from '../column.ts';
import { cellXml, textCell } from './cellXml.ts';
import { STYLES } from './styles.ts';
import { SPREADSHEET, XML } from './xmlNames.ts';

/** A sheet before its rows: the widths of the columns, and their names, which stay in view. */
export function sheetHead<Row>(columns: readonly Column<Row>[]): string {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const names = columns.map((column, index) =>
    textCell(`${letters(index)}1`, titleOf(column), STYLES.header),
  );
  return `${XML}<worksheet ${SPREADSHEET}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${names.join('')}</row>`;
}

export const SHEET_FOOT = '</sheetData></worksheet>';

/** Dates of a workbook have no time zone, so the name of the column says it. */
const titleOf = ({ name, kind }: Pick<Column<unknown>, 'name' | 'kind'>) =>
  kind === 'time' ? `${name} (UTC)` : name;

/** Writes the rows of a sheet; `number` is the row's own, the names of the columns being the first. */
export function rowWriter<Row>(columns: readonly Column<Row>[]): (row: Row, number: number) => string {
  const places = columns.map((column, index) => ({ ...column, letters: letters(index) }));
  return (row, number) => {
    let cells = '';
    for (const { letters: place, kind, valueOf } of places)
      cells += cellXml(place + number, kind, valueOf(row));
    return `<row r="${number}">${cells}</row>`;
  };
}

/** A, B, …, Z, AA, AB, … */
export function letters(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter;
}
