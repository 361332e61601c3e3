import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestBalance } from '@caseload/server/board/suggestBalance.ts';
import { printSeed } from '../../support/print.ts';

const loads = (...open: number[]) => open.map((count, i) => ({ id: `p${i}`, name: `P${i}`, open: count }));
const plain = (open: number[]) =>
  suggestBalance(loads(...open)).moves.map(({ from, to, count }) => [from.id, to.id, count]);

test('who has much more gives to those with the most room', () => {
  expect(plain([100, 10, 40])).toEqual([
    ['p0', 'p1', 40],
    ['p0', 'p2', 10],
  ]);
  expect(suggestBalance(loads(100, 10, 40)).average).toBe(50);
});

test('small differences are left alone, and so is an office of one or none', () => {
  expect(plain([54, 46])).toEqual([]);
  expect(plain([4, 0])).toEqual([]);
  expect(plain([109, 100, 91])).toEqual([]);
  expect(plain([12])).toEqual([]);
  expect(suggestBalance([])).toEqual({ average: 0, moves: [] });
});

test('nobody falls below the average by giving or rises above it by taking, and nothing is lost', () => {
  const seed = printSeed();
  fc.assert(
    fc.property(fc.array(fc.nat(2_000), { maxLength: 40 }), (open) => {
      const { average, moves } = suggestBalance(loads(...open));
      const after = new Map(loads(...open).map(({ id, open: count }) => [id, count]));
      for (const { from, to, count } of moves) {
        expect(count).toBeGreaterThan(0);
        after.set(from.id, (after.get(from.id) ?? 0) - count);
        after.set(to.id, (after.get(to.id) ?? 0) + count);
      }
      const givers = new Set(moves.map(({ from }) => from.id));
      const takers = new Set(moves.map(({ to }) => to.id));
      expect([...givers].filter((id) => takers.has(id))).toEqual([]);
      expect([...givers].every((id) => (after.get(id) ?? 0) >= average)).toBe(true);
      expect([...takers].every((id) => (after.get(id) ?? 0) <= average)).toBe(true);
      const sum = (list: Iterable<number>) => [...list].reduce((a, b) => a + b, 0);
      expect(sum(after.values())).toBe(sum(open));
    }),
    { seed },
  );
});
