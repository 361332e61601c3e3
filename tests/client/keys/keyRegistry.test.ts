import { beforeEach, expect, test } from 'vitest';
import { createKeyRegistry, type KeyBinding } from '@caseload/client/keys/keyRegistry.ts';

let registry = createKeyRegistry();
let ran: string[] = [];
const binding = (...keys: string[]): KeyBinding => ({
  keys,
  label: keys.join(),
  run: () => ran.push(keys.join()),
});
const press = (key: string, now = 0, shiftKey = false) => registry.press({ key, shiftKey }, now);

beforeEach(() => {
  registry = createKeyRegistry();
  ran = [];
});

test('alternatives run the same thing, and what is not bound is left alone', () => {
  registry.add([binding('j', 'ArrowDown')]);
  expect([press('j'), press('ArrowDown'), press('x')]).toEqual([true, true, false]);
  expect(ran).toEqual(['j,ArrowDown', 'j,ArrowDown']);
});

test('letters are told apart by Shift, signs are not, and Caps Lock changes nothing', () => {
  registry.add([binding('j'), binding('Shift+J'), binding('?')]);
  press('J', 0, true);
  press('J', 0, false);
  press('?', 0, true);
  expect(ran).toEqual(['Shift+J', 'j', '?']);
});

test('the latest layer wins and gives way when it goes', () => {
  registry.add([binding('o')]);
  const remove = registry.add([{ ...binding('o'), run: () => ran.push('above') }]);
  press('o');
  remove();
  press('o');
  expect(ran).toEqual(['above', 'o']);
});

test('a sequence runs within a second, and its first key alone runs nothing', () => {
  registry.add([binding('g i'), binding('i')]);
  expect(press('g', 0)).toBe(true);
  press('i', 1_000);
  press('g', 5_000);
  press('i', 6_001);
  expect(ran).toEqual(['g i', 'i']);
});

test('no single key swallows the second key of a sequence, in whatever order they were added', () => {
  const singles = ['a', 'b', 'i', 'r'].map((key) => binding(key));
  const sequences = ['g a', 'g b', 'g i', 'g r'].map((keys) => binding(keys));
  for (const layers of [
    [singles, sequences],
    [sequences, singles],
  ]) {
    registry = createKeyRegistry();
    for (const layer of layers) registry.add(layer);
    for (const { keys } of sequences) {
      ran = [];
      for (const key of keys[0]?.split(' ') ?? []) press(key);
      expect(ran).toEqual(keys);
    }
  }
});

test('a key that breaks a sequence off counts as itself', () => {
  registry.add([binding('g i'), binding('j')]);
  press('g');
  press('j');
  press('i');
  expect(ran).toEqual(['j']);
});
