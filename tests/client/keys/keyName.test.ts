import { expect, test } from 'vitest';
import { isCharacterKey, keyName, type Press } from '@caseload/client/keys/keyName.ts';

const press = (key: string, ...held: ('shift' | 'ctrl' | 'meta' | 'alt' | 'altGraph')[]): Press => ({
  key,
  shiftKey: held.includes('shift'),
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  getModifierState: () => held.includes('altGraph'),
});

test.each<[Press, string | null]>([
  [press('j'), 'j'],
  [press('J'), 'j'],
  [press('J', 'shift'), 'Shift+J'],
  [press('j', 'shift'), 'Shift+J'],
  [press('Ä', 'shift'), 'Shift+Ä'],
  [press('?', 'shift'), '?'],
  [press('/', 'shift'), '/'],
  [press('[', 'ctrl', 'alt', 'altGraph'), '['],
  [press(' '), 'Space'],
  [press('ArrowDown'), 'ArrowDown'],
  [press('ArrowDown', 'shift'), 'Shift+ArrowDown'],
  [press('k', 'ctrl'), 'Mod+k'],
  [press('K', 'ctrl', 'shift'), 'Mod+Shift+k'],
  [press('Enter', 'ctrl', 'shift'), 'Mod+Shift+Enter'],
  [press('k', 'meta'), null],
  [press('k', 'ctrl', 'meta'), null],
  [press('f', 'alt'), null],
  [press('Shift', 'shift'), null],
  [press('Dead'), null],
])('%j is %s', (pressed, name) => {
  expect(keyName(pressed, false)).toBe(name);
});

test('on a Mac ⌘ is the modifier, and Option prints signs', () => {
  expect(keyName(press('k', 'meta'), true)).toBe('Mod+k');
  expect(keyName(press('k', 'ctrl'), true)).toBeNull();
  expect(keyName(press('[', 'alt'), true)).toBe('[');
});

test('characters are what WCAG 2.1.4 means: letters, digits, signs, and sequences that begin with one', () => {
  expect(['j', 'Shift+J', '?', '1', 'g i', '+'].filter((name) => !isCharacterKey(name))).toEqual([]);
  expect(['Escape', 'ArrowDown', 'Shift+ArrowDown', 'Mod+k', 'Space', 'F2'].filter(isCharacterKey)).toEqual(
    [],
  );
});
