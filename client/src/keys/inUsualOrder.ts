import { ALL_KEY_ACTIONS } from './keyActions.ts';
import type { KeyBinding } from './keyRegistry.ts';

/** Bindings in the order the actions are written down in, whichever component came first. */
export function inUsualOrder(bindings: readonly KeyBinding[]): readonly KeyBinding[] {
  const places = new Map<string, number>(ALL_KEY_ACTIONS.map((action, place) => [action, place]));
  const placeOf = ({ action }: KeyBinding) => places.get(action) ?? places.size;
  return bindings.toSorted((one, other) => placeOf(one) - placeOf(other));
}
