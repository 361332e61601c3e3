import type { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Column } from '@caseload/server/exports/column.ts';
import { csvFile } from '@caseload/server/exports/csv.ts';
import { inPieces } from '@caseload/server/exports/inPieces.ts';
import { xlsxFile } from '@caseload/server/exports/xlsx/xlsxFile.ts';
import { print } from '../../support/print.ts';

const ROWS = 100_000;
const PAGE = 200;
const MEGABYTE = 1_000_000;
const LOOK_EVERY = 2 * MEGABYTE;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
/** Megabytes in use, without what waits to be collected. */
function usedMemory(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEGABYTE;
}

type Row = { readonly number: number; readonly notes: string };
const columns: readonly Column<Row>[] = [
  { name: 'name', kind: 'text', width: 20, valueOf: ({ number }) => `Customer ${number} & Sons` },
  { name: 'number', kind: 'number', width: 10, valueOf: ({ number }) => number },
  { name: 'due', kind: 'time', width: 20, valueOf: () => '2026-11-21T09:30:00.000000Z' },
  { name: 'notes', kind: 'text', width: 50, valueOf: ({ notes }) => notes },
];
async function* generated(): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < ROWS; at += PAGE) {
    yield Array.from({ length: PAGE }, (_, index) => ({
      number: at + index,
      notes: `Called twice; =1 <b> ${Math.random()} – will try again. `.repeat(4),
    }));
  }
}

test.each([
  ['CSV', () => csvFile({ columns, pages: generated() })],
  ['XLSX', () => xlsxFile({ name: 'Customers', columns, pages: generated() })],
] satisfies [string, () => Readable][])(
  '100,000 rows as %s are never in memory at once',
  async (kind, make) => {
    const before = usedMemory();
    let most = before;
    let bytes = 0;
    let nextLook = 0;
    for await (const chunk of make()) {
      bytes += Buffer.byteLength(chunk);
      if (bytes < nextLook) continue;
      most = Math.max(most, usedMemory());
      nextLook += LOOK_EVERY;
    }
    const grown = most - before;
    print(
      `${kind}: ${(bytes / MEGABYTE).toFixed(1)} MB, memory in use grew by ${grown.toFixed(1)} MB at most`,
    );
    expect(bytes).toBeGreaterThan(2 * MEGABYTE);
    // The whole of them are thirty megabytes as text, and several times as much as objects.
    expect(grown).toBeLessThan(10);
  },
  60_000,
);

test('others have their turn between the pieces of one page', async () => {
  const rows = Array.from({ length: 1_000 }, () => 'x'.repeat(20_000));
  let turns = 0;
  let writing = true;
  const count = () => {
    turns += 1;
    if (writing) setImmediate(count);
  };
  setImmediate(count);
  const lengths: number[] = [];
  for await (const piece of inPieces(rows, (some) => some.join(''))) lengths.push(piece.length);
  writing = false;
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(20_000_000);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(64 * 1024 + 10 * 20_000);
  expect(turns).toBeGreaterThanOrEqual(lengths.length - 1);
});
