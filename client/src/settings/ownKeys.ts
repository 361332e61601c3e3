import { clashesOf, keysOf, type OwnKeys } from '../keys/keysOf.ts';
import { ALL_KEY_ACTIONS, factsOf, type KeyAction } from '../keys/keyActions.ts';

/** Keys that browsers keep for themselves, and those that move about the page or leave it. */
const RESERVED = new Set([
  'Tab',
  'Shift+Tab',
  'Enter',
  'Escape',
  'Space',
  'ContextMenu',
  'PrintScreen',
  'F1',
  'F5',
  'F11',
  'F12',
  'Mod+t',
  'Mod+n',
  'Mod+w',
  'Mod+q',
  'Mod+r',
  'Mod+l',
  'Mod+c',
  'Mod+v',
  'Mod+x',
  'Mod+Tab',
  'Mod+Shift+t',
  'Mod+Shift+n',
  'Mod+Shift+w',
]);

/** Longest the server keeps. */
const LONGEST = 40;

export type KeyVerdict =
  | { readonly is: 'free' }
  | { readonly is: 'reserved' }
  /** Others would lose theirs. */
  | { readonly is: 'taken'; readonly by: readonly KeyAction[] }
  /** Somebody has it as a second key, which cannot be taken away. */
  | { readonly is: 'fixed'; readonly by: readonly KeyAction[] };

/** Whether a key can be given to an action. */
export function judgeKey(action: KeyAction, key: string, own: OwnKeys): KeyVerdict {
  if (key.split(' ').some((part) => RESERVED.has(part)) || key.length > LONGEST) return { is: 'reserved' };
  const clashes = clashesOf(action, [key], own);
  const fixed = clashes.filter((clash) => firstOf(clash.action, own) !== clash.key);
  if (fixed.length > 0) return { is: 'fixed', by: unique(fixed) };
  return clashes.length > 0 ? { is: 'taken', by: unique(clashes) } : { is: 'free' };
}

/** The person's keys with this one given to an action, and taken from everything it would clash with. */
export function giveKey(own: OwnKeys, action: KeyAction, key: string): OwnKeys {
  const losers = clashesOf(action, [key], own).map((clash) => [clash.action, null]);
  return withoutUsual({ ...own, ...Object.fromEntries(losers), [action]: key });
}

export function takeKey(own: OwnKeys, action: KeyAction): OwnKeys {
  return { ...own, [action]: null };
}

/** The usual key again, taken from whoever has it meanwhile. */
export function resetKey(own: OwnKeys, action: KeyAction): OwnKeys {
  return giveKey(own, action, factsOf(action).keys[0]);
}

/** What is as it would be anyway need not be kept. */
function withoutUsual(own: OwnKeys): OwnKeys {
  return Object.fromEntries(Object.entries(own).filter(([name, key]) => key !== usualKeys().get(name)));
}

function usualKeys(): ReadonlyMap<string, string> {
  return new Map(ALL_KEY_ACTIONS.map((action) => [action, factsOf(action).keys[0]]));
}

function firstOf(action: KeyAction, own: OwnKeys): string | null {
  return Object.hasOwn(own, action) ? (own[action] ?? null) : (keysOf(action, own)[0] ?? null);
}

function unique(clashes: readonly { readonly action: KeyAction }[]): readonly KeyAction[] {
  return [...new Set(clashes.map(({ action }) => action))];
}
