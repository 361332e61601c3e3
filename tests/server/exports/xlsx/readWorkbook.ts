import { childOf, type Element, parseXml } from './parseXml.ts';
import { unzip } from './unzip.ts';

/** A cell as Excel takes it: text, or a number in a format (`General` when it has none). */
export type ReadCell =
  | { readonly text: string; readonly format: string; readonly bold: boolean }
  | { readonly number: number; readonly format: string };

export type ReadSheet = {
  readonly name: string;
  /** `A1` and so on; empty cells are not there. */
  readonly cells: ReadonlyMap<string, ReadCell>;
  readonly rows: number;
  readonly widths: readonly number[];
  /** Rows above which nothing scrolls. */
  readonly frozen: number;
};

const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const FORMATS: Readonly<Record<string, string>> = { 0: 'General', 49: '@' };

/** Reads a workbook the way a spreadsheet does: from the links of the package to the sheets and their styles. */
export function readWorkbook(bytes: Buffer): ReadSheet[] {
  const files = unzip(bytes);
  const part = (path: string): Element => {
    const content = files.get(path);
    if (!content) throw new Error(`the archive has no ${path}`);
    return parseXml(content);
  };
  const types = part('[Content_Types].xml').children.map(({ attributes }) => attributes);
  const typeOf = (path: string) =>
    types.find((type) => type['PartName'] === `/${path}`)?.['ContentType'] ??
    types.find((type) => path.endsWith(`.${type['Extension']}`))?.['ContentType'];
  const linksOf = (path: string) =>
    new Map(
      part(path).children.map(({ attributes: link }) => [
        link['Id'],
        { target: `${link['Target']}`, kind: link['Type']?.split('/').at(-1) },
      ]),
    );
  const [[, start] = []] = [...linksOf('_rels/.rels')];
  expectType(typeOf(start?.target ?? ''), `${TYPES}.sheet.main+xml`);
  const links = linksOf('xl/_rels/workbook.xml.rels');
  const styles = [...links.values()].find(({ kind }) => kind === 'styles');
  expectType(typeOf(`xl/${styles?.target}`), `${TYPES}.styles+xml`);
  const formats = formatsOf(part(`xl/${styles?.target}`));
  return childOf(part(start?.target ?? ''), 'sheets').children.map(({ attributes }) => {
    const link = links.get(attributes['r:id']);
    if (link?.kind !== 'worksheet') throw new Error('a sheet that is none');
    expectType(typeOf(`xl/${link.target}`), `${TYPES}.worksheet+xml`);
    return readSheet(attributes['name'] ?? '', part(`xl/${link.target}`), formats);
  });
}

type Format = { readonly format: string; readonly bold: boolean };

function formatsOf(styles: Element): Format[] {
  const own = new Map(
    childOf(styles, 'numFmts').children.map(({ attributes }) => [
      attributes['numFmtId'] ?? '',
      attributes['formatCode']?.replaceAll('\\', '') ?? '',
    ]),
  );
  const fonts = childOf(styles, 'fonts').children;
  return childOf(styles, 'cellXfs').children.map(({ attributes }) => {
    const id = attributes['numFmtId'] ?? '';
    const format = FORMATS[id] ?? own.get(id);
    if (format === undefined) throw new Error(`no format ${id}`);
    const font = fonts[Number(attributes['fontId'])];
    return { format, bold: font?.children.some(({ name }) => name === 'b') ?? false };
  });
}

function readSheet(name: string, sheet: Element, formats: readonly Format[]): ReadSheet {
  const rows = childOf(sheet, 'sheetData').children;
  const cells = new Map<string, ReadCell>();
  for (const [index, row] of rows.entries()) {
    if (row.attributes['r'] !== String(index + 1)) throw new Error(`row ${row.attributes['r']} out of order`);
    for (const cell of row.children) {
      const place = cell.attributes['r'] ?? '';
      if (!place.endsWith(String(index + 1)) || cells.has(place)) throw new Error(`${place} is misplaced`);
      cells.set(place, readCell(cell, formats));
    }
  }
  return {
    name,
    cells,
    rows: rows.length,
    widths: childOf(sheet, 'cols').children.map(({ attributes }) => Number(attributes['width'])),
    frozen: Number(childOf(sheet, 'sheetViews', 'sheetView', 'pane').attributes['ySplit']),
  };
}

function readCell(cell: Element, formats: readonly Format[]): ReadCell {
  const style = formats[Number(cell.attributes['s'])];
  if (!style) throw new Error('a cell without a style');
  if (cell.children.length !== 1) throw new Error('a cell is a value or a text, and never a formula');
  if (cell.attributes['t'] === 'inlineStr')
    return { text: unescaped(childOf(cell, 'is', 't').text), ...style };
  const number = childOf(cell, 'v').text;
  if (!/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/u.test(number)) throw new Error(`${number} is no number`);
  return { number: Number(number), format: style.format };
}

/** As Excel does with every text. */
const unescaped = (text: string) =>
  text.replaceAll(/_x([\dA-Fa-f]{4})_/gu, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

function expectType(found: string | undefined, wanted: string): void {
  if (found !== wanted) throw new Error(`${found} instead of ${wanted}`);
}
