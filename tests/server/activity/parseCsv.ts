export type CsvRow = Readonly<Record<string, string>>;

// A cell, quoted or not, and what ends it.
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;

/** Reads a CSV file by the letter of RFC 4180: rows by the names of the columns. Throws at anything else. */
export function parseCsv(text: string): CsvRow[] {
  const rows: string[][] = [[]];
  const body = text.replace(/^\ufeff/u, '');
  let read = 0;
  for (const [whole, quoted, plain = '', end] of body.matchAll(CELL)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
    read += whole.length;
  }
  if (read !== body.length)
    throw new SyntaxError(`not CSV from ${JSON.stringify(body.slice(read, read + 50))}`);
  const [header = [], ...records] = rows.slice(0, -1);
  return records.map((cells) => {
    if (cells.length !== header.length) throw new SyntaxError(`a row of ${cells.length} cells`);
    return Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']));
  });
}
