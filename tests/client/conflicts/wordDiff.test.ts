import { type DiffPart, wordDiff } from '@caseload/client/conflicts/wordDiff.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { computingMs } from '../../support/awake.ts';
import { checkSeeded } from './checkSeeded.ts';

const without = (parts: readonly DiffPart[], kind: DiffPart['kind']) =>
  parts
    .filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join('');

const text = fc
  .array(fc.constantFrom('one', 'two', 'three', ' ', '\n', ', ', 'Straße', '🙂'), { maxLength: 30 })
  .map((words) => words.join(''));

it('gives both texts back, whatever they are', () => {
  checkSeeded(
    fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), text, (before, after) => {
      const parts = wordDiff(before, after);
      expect(without(parts, 'added')).toBe(before);
      expect(without(parts, 'removed')).toBe(after);
      expect(parts.every(({ text: run }) => run !== '')).toBe(true);
      expect(parts.every((part, index) => part.kind !== parts[index + 1]?.kind)).toBe(true);
    }),
  );
});

it('marks whole words and leaves the rest alone', () => {
  expect(wordDiff('Calls every Monday.', 'Calls every Tuesday.')).toEqual([
    { kind: 'same', text: 'Calls every ' },
    { kind: 'removed', text: 'Monday' },
    { kind: 'added', text: 'Tuesday' },
    { kind: 'same', text: '.' },
  ]);
});

it('stays quick for the longest notes with nothing in common', () => {
  const before = Array.from({ length: 5_000 }, (_, index) => `a${index}`).join(' ');
  const after = Array.from({ length: 5_000 }, (_, index) => `b${index}`).join('\n');
  let parts: DiffPart[] = [];
  expect(computingMs(() => (parts = wordDiff(before, after)))).toBeLessThan(2_000);
  expect(without(parts, 'added')).toBe(before);
});
