import { expect, test } from 'vitest';
import { csvLines } from '@caseload/server/exports/csv.ts';

const lineOf = (...cells: (string | number)[]) => csvLines([cells]).slice(0, -2);

test.each(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t'])(
  'a text that begins with %j is no formula',
  (sign) => {
    expect(lineOf(`${sign}1`)).toBe(`'${sign}1`);
    expect(lineOf(sign)).toBe(`'${sign}`);
    expect(lineOf(`1${sign}`)).toBe(`1${sign}`);
  },
);

test.each(['\r', '\n', '\r\n'])('nor one that begins with %j, and it is one cell', (sign) => {
  expect(lineOf('a', `${sign}=1`, 'b')).toBe(`a,"'${sign}=1",b`);
});

test('numbers keep their sign', () => {
  expect(lineOf(-5, 5, '-5')).toBe("-5,5,'-5");
});

test('quotes, commas and breaks stay inside their cell, also behind an apostrophe', () => {
  expect(lineOf('a"b', 'a,b', '="x","y"', '')).toBe(`"a""b","a,b","'=""x"",""y""",`);
});
