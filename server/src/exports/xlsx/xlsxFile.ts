import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Table } from '../column.ts';
import { inPieces } from '../inPieces.ts';
import { CONTENT_TYPES_XML, PACKAGE_LINKS_XML, sheetFile, workbookLinksXml, workbookXml } from './parts.ts';
import { rowWriter, SHEET_FOOT, sheetHead } from './sheetXml.ts';
import { STYLES_XML } from './styles.ts';

/** Rows a sheet can have, the names of the columns being one. */
const SHEET_ROWS = 1_048_576;
/** Most of what the best compression saves, for a third of its work. */
const COMPRESSION = { compressionLevel: 3 } as const;

type Workbook<Row> = Table<Row> & {
  /** Of the first sheet. */
  readonly name: string;
  readonly sheetRows?: number;
};

/**
 * The table as a workbook, written while it is read: every sheet goes through the compressor into the archive row
 * by row, and none is begun before the one in front of it is full. Nobody taking the file, nothing is read.
 */
export function xlsxFile<Row>({ name, columns, pages, sheetRows = SHEET_ROWS }: Workbook<Row>): Readable {
  const archive = new ZipFile();
  const file = archive.outputStream;
  if (!(file instanceof Readable)) throw new TypeError('an archive that is no stream');
  const add = (path: string, xml: string) => archive.addBuffer(Buffer.from(xml), path);
  const fail = (error: Error) => file.destroy(error);
  archive.on('error', fail);

  const unread = pages[Symbol.asyncIterator]();
  const writeRow = rowWriter(columns);
  let rows: readonly Row[] = [];
  let current: Readable | undefined;

  async function* writeSheet(sheet: number): AsyncGenerator<string> {
    yield sheetHead(columns);
    let written = 1;
    const write = (some: readonly Row[]) => some.map((row) => writeRow(row, (written += 1))).join('');
    do {
      const fitting = rows.slice(0, sheetRows - written);
      rows = rows.slice(fitting.length);
      yield* inPieces(fitting, write);
      if (rows.length === 0) rows = (await unread.next()).value ?? [];
    } while (rows.length > 0 && written < sheetRows);
    yield SHEET_FOOT;
    if (rows.length > 0) addSheet(sheet + 1);
    else finish(sheet);
  }

  function addSheet(sheet: number): void {
    archive.addReadStreamLazy(`xl/${sheetFile(sheet)}`, COMPRESSION, (give) => {
      current = Readable.from(writeSheet(sheet)).on('error', fail);
      give(undefined, current);
    });
  }

  function finish(sheets: number): void {
    add('xl/workbook.xml', workbookXml(name, sheets));
    add('xl/_rels/workbook.xml.rels', workbookLinksXml(sheets));
    archive.end();
  }

  add('[Content_Types].xml', CONTENT_TYPES_XML);
  add('_rels/.rels', PACKAGE_LINKS_XML);
  add('xl/styles.xml', STYLES_XML);
  addSheet(1);
  // Who takes no more closes the file alone; what leads to it is not told.
  return file.on('close', () => {
    current?.destroy();
    void unread.return?.();
  });
}
