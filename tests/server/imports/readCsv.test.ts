import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImportFault } from '@caseload/server/imports/importFault.ts';
import { readCsv } from '@caseload/server/imports/readCsv.ts';

type Read = { header: string[]; rows: { row: number; cells: string[] }[] };

/** Reads bytes that arrive in pieces of the given sizes, again and again. */
async function read(bytes: Uint8Array, pieces: readonly number[] = [65_536]): Promise<Read> {
  const source = Readable.from(split(bytes, pieces));
  const { header, rows } = await readCsv(source);
  const all: Read = { header: [...header], rows: [] };
  for await (const { row, cells } of rows) all.rows.push({ row, cells: [...cells] });
  expect(source.destroyed).toBe(true);
  return all;
}

function* split(bytes: Uint8Array, pieces: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = pieces[i % pieces.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const bytesOf = (text: string) => Buffer.from(text, 'utf8');
const readText = (text: string) => read(bytesOf(text));
const cellsOf = async (text: string) => (await readText(text)).rows.map(({ cells }) => cells);

describe('a file is read', () => {
  test('rows are counted as a spreadsheet does, blank lines count and are left out', async () => {
    expect(await readText('a,b\r\n1,2\r\n\r\n"3\n3",4\r\n5,6')).toEqual({
      header: ['a', 'b'],
      rows: [
        { row: 2, cells: ['1', '2'] },
        { row: 4, cells: ['3\n3', '4'] },
        { row: 5, cells: ['5', '6'] },
      ],
    });
  });

  test('a row of empty cells is a blank line: spreadsheets write them below what was deleted', async () => {
    expect((await readText('a;b\n;\n1;2\n  ; \n"";\n')).rows).toEqual([{ row: 3, cells: ['1', '2'] }]);
    expect((await readText('a\tb\n\t\n1\t2\n \t\n')).rows).toEqual([{ row: 3, cells: ['1', '2'] }]);
  });

  test('with byte order mark, without it, and whatever the line ends', async () => {
    for (const text of ['\ufeffa,b\n1,é', 'a,b\r\n1,é\r\n', 'a,b\r1,é\r', 'a,b\n1,é\r\n']) {
      expect(await readText(text)).toEqual({ header: ['a', 'b'], rows: [{ row: 2, cells: ['1', 'é'] }] });
    }
  });

  test('separated by comma, semicolon, tab or bar, found in the first line outside of quotes', async () => {
    expect(await cellsOf('a;"b,c,d,e";f\n1;2;3')).toEqual([['1', '2', '3']]);
    expect(await cellsOf('a\tb\n\t2')).toEqual([['', '2']]);
    expect(await cellsOf('a|b\n1|2')).toEqual([['1', '2']]);
    expect(await cellsOf('name\nAda; Ltd')).toEqual([['Ada; Ltd']]);
  });

  test('a quotation mark in a quoted cell is written twice, space around cells does not count', async () => {
    expect(await cellsOf('a,b\n"say ""hi""", "x" ')).toEqual([['say "hi"', 'x']]);
  });

  test('in pieces of any size, the same', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => `"${text.replaceAll('"', '""')}"`);
    const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (rows, pieces) => {
          const bytes = bytesOf(['\ufeffä,b,c', ...rows.map((cells) => cells.join(','))].join('\r\n'));
          expect(await read(bytes, pieces)).toEqual(await read(bytes));
          const filled = rows.filter((cells) => cells.some((text) => text.slice(1, -1).trim() !== ''));
          expect((await read(bytes)).rows).toHaveLength(filled.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what is no CSV file is refused with a sentence', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('name,b\n1,2', 'utf16le')]);
  const latin1 = Buffer.from('name,b\nMüller,2\n', 'latin1');
  const surrogate = Buffer.concat([bytesOf('name\n'), Buffer.from([0xed, 0xa0, 0x80])]);

  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', bytesOf(''), /file is empty/u],
    ['a byte order mark only', bytesOf('\ufeff'), /file is empty/u],
    ['line ends only', bytesOf('\n\n\n'), /file is empty/u],
    ['blank names', bytesOf(' , ,\n1,2,3'), /file is empty/u],
    ['UTF-16', utf16, /UTF-16, not UTF-8/u],
    ['UTF-16 without mark', Buffer.from('name,b\n1,2', 'utf16le'), /NUL characters/u],
    ['Latin 1', latin1, /not UTF-8 text.*position 0/u],
    ['a lone surrogate', surrogate, /not UTF-8 text/u],
    ['a cut-off character', bytesOf('name\né').subarray(0, 6), /not UTF-8 text/u],
    [
      'a workbook',
      Buffer.concat([bytesOf('PK\u0003\u0004'), Buffer.from([0xff, 0x00])]),
      /workbook or an archive/u,
    ],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), /not UTF-8 text/u],
    ['a quotation mark never closed', bytesOf('a,b\n1,2\n3,"4\n5,6\n'), /^Row 3: .*never closed/u],
    ['a quotation mark never closed in the header', bytesOf('a,"b\n1,2\n'), /^Row 1: .*never closed/u],
    ['text after a closing mark', bytesOf('a,b\n1,"2"x\n'), /^Row 2: something follows/u],
    ['a mark in an unquoted cell', bytesOf('a,b\n1,5"x\n'), /^Row 2: there is a quotation mark/u],
    [
      'a cell of 3 MB',
      bytesOf(`a,b\n1,2\n1,${'x'.repeat(3_000_000)}\n`),
      /^Row 3 is longer than a megabyte/u,
    ],
    ['3 MB without a line end', bytesOf(`a,${'x'.repeat(3_000_000)}`), /^Row 1 is longer than a megabyte/u],
  ])('%s', async (_, bytes, sentence) => {
    await expect(read(bytes, [1_000])).rejects.toThrow(ImportFault);
    await expect(read(bytes, [65_536])).rejects.toThrow(sentence);
  });

  test('a source that breaks off breaks the reading off', async () => {
    async function* broken() {
      yield bytesOf('a,b\n1,2\n');
      throw new Error('the disk is gone');
    }
    const { rows } = await readCsv(Readable.from(broken()));
    const reading = async () => {
      for await (const { cells } of rows) expect(cells).toEqual(['1', '2']);
    };
    await expect(reading()).rejects.toThrow('the disk is gone');
  });
});
