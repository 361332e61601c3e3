import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column, ColumnKind, Value } from '@caseload/server/exports/column.ts';
import { xlsxFile } from '@caseload/server/exports/xlsx/xlsxFile.ts';
import { type ReadCell, type ReadSheet, readWorkbook } from './readWorkbook.ts';
import { printSeed } from '../../../support/print.ts';

type Row = readonly Value[];
const column = (index: number, kind: ColumnKind = 'text'): Column<Row> => ({
  name: `column ${index + 1}`,
  kind,
  width: 10 + index,
  valueOf: (row) => row[index] ?? null,
});
async function* pagesOf(rows: readonly Row[], size = 7): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += size) {
    await turn();
    yield rows.slice(at, at + size);
  }
}
async function write(columns: readonly Column<Row>[], rows: readonly Row[], sheetRows?: number) {
  const file = xlsxFile({
    name: 'Customers',
    columns,
    pages: pagesOf(rows),
    ...(sheetRows === undefined ? {} : { sheetRows }),
  });
  return readWorkbook(await buffer(file));
}
async function cell(kind: ColumnKind, value: Value): Promise<ReadCell | undefined> {
  const [sheet] = await write([column(0, kind)], [[value]]);
  return sheet?.cells.get('A2');
}
const textOf = (found: ReadCell | undefined) => (found && 'text' in found ? found.text : undefined);
const TEXT = { format: '@', bold: false };

describe('a cell', () => {
  test.each([
    '=HYPERLINK("http://x.example","y")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1+1',
    '007',
    '1e5',
    'TRUE',
    '2026-11-21',
    '0\n1',
    ' spaces around ',
    '<b>&amp;</b>]]>',
    '_x0041_ and _x005F_x0042_',
    'windows\r\nline',
    '😀 äöü',
  ])('of text is that text and nothing else: %j', async (text) => {
    for (const kind of ['text', 'number', 'time'] as const) {
      expect(await cell(kind, text)).toEqual({ text, ...TEXT });
    }
  });

  test.each([
    ['a\u0000b\u0008c\u000bd\u001fe', 'a�b�c�d�e'],
    ['\ufffe and \uffff', '� and �'],
    ['half \ud83d a pair', 'half � a pair'],
    ['\udc00', '�'],
  ])('says that it cannot hold %j', async (text, written) => {
    expect(textOf(await cell('text', text))).toBe(written);
  });

  test('that is too long for Excel says so', async () => {
    const whole = 'x'.repeat(32_767);
    expect(textOf(await cell('text', whole))).toBe(whole);
    const cut = textOf(await cell('text', `${'😀'.repeat(16_383)}xyz`)) ?? '';
    expect(cut.length).toBeLessThanOrEqual(32_767);
    expect(cut.length).toBeGreaterThan(32_760);
    expect(cut).toMatch(/^(?:😀)+ \[…cut: 32769 characters, of which a cell can hold 32767\]$/u);
  });

  test.each([[5], [-5], [0], [0.1], [-1.5e-7], [1e21 / 3.3e10], [999_999_999_999_999]])(
    'of a numeric field is a number: %d',
    async (value) => {
      expect(await cell('number', value)).toEqual({ number: value, format: 'General' });
      expect(await cell('text', value)).toEqual({ text: String(value), ...TEXT });
    },
  );

  test('with more digits than Excel keeps is text', async () => {
    for (const value of [1e15, -1_234_567_890_123_456, 1e21]) {
      expect(await cell('number', value)).toEqual({ text: String(value), ...TEXT });
    }
  });

  test.each([
    ['2026-11-21T00:00:00.000000Z', 46_347],
    ['2026-11-21T06:00:00.000000Z', 46_347.25],
    ['1900-03-01T00:00:00.000000Z', 61],
    ['1970-01-01T00:00:00.000000Z', 25_569],
    ['9999-12-31T00:00:00.000000Z', 2_958_465],
  ])('of a time is a date: %s', async (time, number) => {
    expect(await cell('time', time)).toEqual({ number, format: 'yyyy-mm-dd hh:mm:ss' });
    expect(await cell('text', time)).toEqual({ text: time, ...TEXT });
  });

  test('of a day is a day, when it is one', async () => {
    expect(await cell('date', '2026-11-21')).toEqual({ number: 46_347, format: 'yyyy-mm-dd' });
    for (const none of ['2026-02-30', '21.11.2026', '2026-11-21T00:00:00Z', '1900-02-28', 'tomorrow']) {
      expect(await cell('date', none)).toEqual({ text: none, ...TEXT });
    }
  });

  test('of nothing is not there', async () => {
    expect(await cell('text', null)).toBeUndefined();
    expect(await cell('time', '')).toBeUndefined();
  });

  test('comes back as it was, whatever it holds', async () => {
    const seed = printSeed();
    const hostile = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.constantFrom(
          '=',
          '\r',
          '\n',
          '\t',
          '_x',
          '_x0041_',
          '&',
          '<',
          ']]>',
          '"',
          '\u0000',
          '\ud800',
          '\uffff',
        ),
      ),
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(hostile, { maxLength: 3 }), { maxLength: 20 }), async (rows) => {
        const [sheet] = await write([column(0), column(1), column(2)], rows);
        for (const [index, row] of rows.entries()) {
          for (const [at, letter] of ['A', 'B', 'C'].entries()) {
            const value = row[at] ?? '';
            const found = sheet?.cells.get(`${letter}${index + 2}`);
            expect(found).toEqual(value === '' ? undefined : { text: carried(value), ...TEXT });
          }
        }
      }),
      { numRuns: 60, seed },
    );
  });
});

/** What XML can carry of a text, by the letter of its specification. */
const carried = (text: string) =>
  Array.from(text, (sign) => (isCharacter(sign.codePointAt(0) ?? 0) ? sign : '\ufffd')).join('');
const isCharacter = (code: number) =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x1_0000;

describe('a workbook', () => {
  test('has the names of its columns in bold in a row that stays, and says which times are UTC', async () => {
    const [sheet] = await write([column(0), column(1, 'time'), column(2, 'date')], []);
    expect(sheet?.rows).toBe(1);
    expect([...(sheet?.cells ?? [])]).toEqual([
      ['A1', { text: 'column 1', format: '@', bold: true }],
      ['B1', { text: 'column 2 (UTC)', format: '@', bold: true }],
      ['C1', { text: 'column 3', format: '@', bold: true }],
    ]);
    expect(sheet).toMatchObject({ name: 'Customers', frozen: 1, widths: [10, 11, 12] });
  });

  test('names columns beyond Z', async () => {
    const many = Array.from({ length: 80 }, (_, index) => column(index));
    const [sheet] = await write(many, [many.map((_, index) => `v${index}`)]);
    expect(textOf(sheet?.cells.get('Z2'))).toBe('v25');
    expect(textOf(sheet?.cells.get('AA2'))).toBe('v26');
    expect(textOf(sheet?.cells.get('CB2'))).toBe('v79');
  });

  test.each([0, 1, 6, 7, 8, 13, 14, 15, 21, 100])('of %i rows goes on in other sheets', async (count) => {
    const rows = Array.from({ length: count }, (_, index) => [`row ${index}`]);
    const sheets = await write([column(0)], rows, 8);
    expect(sheets.map(({ name }) => name)).toEqual(
      Array.from({ length: Math.max(Math.ceil(count / 7), 1) }, (_, i) => `Customers${i ? ` ${i + 1}` : ''}`),
    );
    expect(sheets.flatMap(namesIn)).toEqual(rows.flat());
    for (const sheet of sheets) {
      expect(sheet.rows).toBeLessThanOrEqual(8);
      expect(textOf(sheet.cells.get('A1'))).toBe('column 1');
      expect(sheet.frozen).toBe(1);
    }
  });
});

const namesIn = (sheet: ReadSheet) =>
  Array.from({ length: sheet.rows - 1 }, (_, index) => textOf(sheet.cells.get(`A${index + 2}`)));

describe('writing', () => {
  test('goes no faster than the file is taken, and stops with whoever takes it', async () => {
    let taken = 0;
    let ended = false;
    async function* endless(): AsyncGenerator<readonly Row[]> {
      try {
        for (;;) {
          taken += 1;
          await turn();
          // Random, so that no compressor makes little of it.
          yield Array.from({ length: 100 }, () => [
            Buffer.from(crypto.getRandomValues(new Uint8Array(1_000))).toString('hex'),
          ]);
        }
      } finally {
        ended = true;
      }
    }
    const file = xlsxFile({ name: 'Customers', columns: [column(0)], pages: endless() });
    file.once('readable', () => undefined);
    const still = async () => {
      for (let before = -1, quiet = 0; quiet < 50; quiet = taken === before ? quiet + 1 : 0) {
        before = taken;
        await turn();
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return taken;
    };
    const unread = await still();
    expect(unread).toBeGreaterThan(0);
    expect(unread).toBeLessThan(20);
    for (let bytes = 0; bytes < 1_000_000; ) {
      const chunk: Buffer | null = file.read();
      if (chunk === null) await turn();
      else bytes += chunk.length;
    }
    expect(await still()).toBeGreaterThan(unread);
    const before = taken;
    file.destroy();
    await still();
    expect(taken - before).toBeLessThanOrEqual(1);
    expect(ended).toBe(true);
  });

  test('that fails on the way fails the file', async () => {
    async function* failing(): AsyncGenerator<readonly Row[]> {
      yield [['a']];
      throw new Error('the database went away');
    }
    const file = xlsxFile({ name: 'Customers', columns: [column(0)], pages: failing() });
    await expect(buffer(file)).rejects.toThrow('the database went away');
  });
});
