import type { Settings } from '@caseload/shared/settings/settings.ts';
import { ALL_KEY_ACTIONS, factsOf, type KeyAction } from './keyActions.ts';

export type OwnKeys = Settings['keys'];

/** The keys of an action: the person's own in place of the first, or none of it when they took it away. */
export function keysOf(action: KeyAction, own: OwnKeys): readonly string[] {
  const [usual, ...others] = factsOf(action).keys;
  const first = firstKeyOf(action, own, usual);
  return first === null ? others : [first, ...others.filter((key) => key !== first)];
}

function firstKeyOf(action: KeyAction, own: OwnKeys, usual: string): string | null {
  const chosen = Object.hasOwn(own, action) ? own[action] : undefined;
  return chosen === undefined ? usual : chosen;
}

export type KeyClash = { readonly action: KeyAction; readonly key: string };

/** The other actions that a key of this action would also stand for, or whose sequence it would begin or be begun by. */
export function clashesOf(action: KeyAction, keys: readonly string[], own: OwnKeys): readonly KeyClash[] {
  return ALL_KEY_ACTIONS.filter((other) => other !== action && canMeet(action, other)).flatMap((other) =>
    keysOf(other, own)
      .filter((theirs) => keys.some((ours) => isSameStart(ours, theirs)))
      .map((key) => ({ action: other, key })),
  );
}

function canMeet(one: KeyAction, other: KeyAction): boolean {
  const places = [factsOf(one).places, factsOf(other).places];
  if (places.some((list) => list.includes('everywhere'))) return true;
  return factsOf(one).places.some((place) => factsOf(other).places.includes(place));
}

/** `g` and `g i` get in each other's way; `g i` and `g a` do not, nor does `i`. */
function isSameStart(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}
