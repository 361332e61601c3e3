import { mergeTexts } from '@caseload/client/conflicts/mergeTexts.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSeeded } from './checkSeeded.ts';

const BASE = 'Calls every Monday about the delivery. The oven was replaced in March.';

describe('two texts made of one', () => {
  it('keeps what both changed in different places', () => {
    const mine = BASE.replace('March', 'April');
    const theirs = BASE.replace('Monday', 'Tuesday');
    expect(mergeTexts(BASE, mine, theirs)).toBe(BASE.replace('Monday', 'Tuesday').replace('March', 'April'));
  });

  it('keeps both additions at the same place, theirs first', () => {
    expect(mergeTexts(BASE, `${BASE} Mine.`, `${BASE} Theirs.`)).toBe(`${BASE} Theirs. Mine.`);
    expect(mergeTexts('', 'Mine.', 'Theirs.')).toBe('Theirs.Mine.');
  });

  it('lets mine stand where both changed the same words', () => {
    const mine = BASE.replace('Monday', 'Friday');
    expect(mergeTexts(BASE, mine, BASE.replace('Monday', 'Tuesday'))).toBe(mine);
  });

  it('has one of what both did alike', () => {
    const same = BASE.replace('oven', 'new oven');
    expect(mergeTexts(BASE, same, same)).toBe(same);
    expect(mergeTexts(BASE, `${same} Mine.`, same)).toBe(`${same} Mine.`);
  });
});

const word = fc.constantFrom('oven', 'Monday', 'late', '\n', ' ', '. ', 'é');
const text = fc.array(word, { maxLength: 14 }).map((words) => words.join(''));

it('gives the other text back when one side changed nothing', () => {
  checkSeeded(
    fc.property(text, text, (base, changed) => {
      expect(mergeTexts(base, changed, base)).toBe(changed);
      expect(mergeTexts(base, base, changed)).toBe(changed);
      expect(mergeTexts(base, changed, changed)).toBe(changed);
    }),
  );
});

/** Words put into a text, each one of its own and beside no other word. */
function insert(base: readonly string[], places: readonly number[], name: string): string[] {
  const result = [...base];
  for (const [count, place] of places.entries())
    result.splice(Math.min(place, result.length), 0, ` ${name}${count} `);
  return result;
}

const separate = word.map((each) => ` ${each} `);

it('loses no word that either side put in, wherever it was', () => {
  const places = fc.array(fc.nat(14), { maxLength: 4 });
  checkSeeded(
    fc.property(fc.array(separate, { maxLength: 14 }), places, places, (base, mine, theirs) => {
      const [my, their] = [insert(base, mine, 'mine'), insert(base, theirs, 'theirs')];
      const merged = mergeTexts(base.join(''), my.join(''), their.join(''));
      for (const added of [...my, ...their].filter((each) => /mine|theirs/u.test(each)))
        expect(merged).toContain(added.trim());
    }),
  );
});
