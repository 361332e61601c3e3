import { beforeEach, expect, test } from 'vitest';
import { createKeyRegistry, type KeyBinding } from '@caseload/client/keys/keyRegistry.ts';

let registry = createKeyRegistry();
let ran: string[] = [];
const binding = (...keys: string[]): KeyBinding => ({
  action: keys.join(),
  keys,
  label: keys.join(),
  run: () => ran.push(keys.join()),
});
const press = (key: string, now = 0) => registry.press(key, now);

beforeEach(() => {
  registry = createKeyRegistry();
  ran = [];
});

test('alternatives run the same thing, and what is not bound is left alone', () => {
  registry.add([binding('j', 'ArrowDown')]);
  expect([press('j'), press('ArrowDown'), press('x')]).toEqual([true, true, false]);
  expect(ran).toEqual(['j,ArrowDown', 'j,ArrowDown']);
});

test('the latest layer wins and gives way when it goes, and an action is listed once', () => {
  registry.add([binding('o')]);
  const remove = registry.add([{ ...binding('o'), run: () => ran.push('above') }]);
  press('o');
  expect(registry.list()).toHaveLength(1);
  remove();
  remove();
  press('o');
  expect(ran).toEqual(['above', 'o']);
});

test('a binding that is not wanted where the key was pressed gives way to one that is', () => {
  registry.add([binding('Mod+k'), { ...binding('Mod+k'), action: 'above' }]);
  expect(registry.press('Mod+k', 0, ({ action }) => action === 'above')).toBe(true);
  expect(registry.press('Mod+k', 0, () => false)).toBe(false);
  expect(ran).toEqual(['Mod+k']);
});

test('a sequence runs within a second, and its first key alone runs nothing', () => {
  registry.add([binding('g i'), binding('i')]);
  expect(press('g', 0)).toBe(true);
  press('i', 1_000);
  press('g', 5_000);
  press('i', 6_001);
  expect(ran).toEqual(['g i', 'i']);
});

test('what a sequence will need is asked for with its first key, by those that are wanted there', () => {
  const foreseeing = (keys: string) => ({ ...binding(keys), foresee: () => ran.push(`${keys} foreseen`) });
  registry.add([foreseeing('g i'), binding('g c'), foreseeing('h i'), foreseeing('x')]);
  press('g');
  press('i');
  press('x');
  expect(ran).toEqual(['g i foreseen', 'g i', 'x']);
  registry.press('g', 0, () => false);
  expect(ran).toHaveLength(3);
});

test('a key that breaks a sequence off counts as itself, and the first key twice still leads on', () => {
  registry.add([binding('g i'), binding('j')]);
  for (const key of ['g', 'j', 'i', 'g', 'g', 'i']) press(key);
  expect(ran).toEqual(['j', 'g i']);
});
