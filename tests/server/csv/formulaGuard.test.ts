import { guarded, guardedCell, unguarded } from '@caseload/server/csv/formulaGuard.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printSeed } from '../../support/print.ts';

const seed = printSeed();
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '＝', 'a') }),
);

test('what is guarded is no formula, and comes back as it was', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(guarded(written)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
      expect(unguarded(guarded(written))).toBe(written);
    }),
    { seed },
  );
});

test('a guarded cell is no formula, and an import reads it as the one that was not', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(guardedCell(written)).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
      expect(unguarded(guardedCell(written).trim())).toBe(unguarded(written.trim()));
    }),
    { seed },
  );
});

test('only what looks like a formula is touched', () => {
  expect(["'tis the season", '+49 30 1234', "'+49 30 1234", '1+1'].map(guarded)).toEqual([
    "'tis the season",
    "'+49 30 1234",
    "''+49 30 1234",
    '1+1',
  ]);
});
