/** What of a keyboard event names the key. */
export type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'> & {
  readonly getModifierState?: (name: 'AltGraph') => boolean;
};

/** Pressed on the way to something else. */
const MODIFIERS = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'Fn',
  'Dead',
]);

/**
 * The name of a press as bindings write it, or null for what is no key of ours. Letters are told apart by Shift
 * (`j`, `Shift+J`) and not by Caps Lock; signs are what they print, however a layout makes them, so that `[` is
 * found behind AltGr and `/` behind Shift; `Mod` is Ctrl, or ⌘ on a Mac.
 */
export function keyName(press: Press, isMac: boolean): string | null {
  const { key } = press;
  if (MODIFIERS.has(key) || key === 'Unidentified' || key === 'Process') return null;
  const isSign = key.length === 1 && key !== ' ' && !isLetter(key);
  const printsByAlt =
    press.getModifierState?.('AltGraph') === true || (isMac && press.altKey && !press.metaKey);
  if (isSign && printsByAlt) return key;
  const [mod, other] = isMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (press.altKey || other) return null;
  const shift = press.shiftKey && !isSign ? 'Shift+' : '';
  const name = key === ' ' ? 'Space' : key;
  if (mod) return `Mod+${shift}${isLetter(key) ? key.toLowerCase() : name}`;
  if (!isLetter(key)) return `${shift}${name}`;
  return press.shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
}

/** Whether a key types a character, which is what WCAG 2.1.4 wants to be switched off. */
export function isCharacterKey(name: string): boolean {
  const [first = ''] = name.split(' ');
  return !first.startsWith('Mod+') && first.replace(/^Shift\+/u, '').length === 1;
}

function isLetter(key: string): boolean {
  return key.length === 1 && key.toLowerCase() !== key.toUpperCase();
}
