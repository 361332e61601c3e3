import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinList, splitList } from '@caseload/shared/contracts/values.ts';
import { printSeed } from '../../support/print.ts';

test.each([
  ['a,b', ['a', 'b']],
  ['a', ['a']],
  [String.raw`a\,b,c`, ['a,b', 'c']],
  [String.raw`a\\,b`, [String.raw`a\ `.trim(), 'b']],
  ['a,,b', ['a', '', 'b']],
  ['a,', ['a', '']],
  [String.raw`C:\temp`, [String.raw`C:\temp`]],
])('%s is a list of its values', (text, values) => {
  expect(splitList(text)).toEqual(values);
});

test('whatever stands in the values, the list gives them back', () => {
  const seed = printSeed();
  const value = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', ',', '\\') }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      expect(splitList(joinList(values))).toEqual(values);
    }),
    { seed, numRuns: 2_000 },
  );
});
