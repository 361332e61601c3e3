import type { KeyAction } from './keyActions.ts';
import { useOwnKeys } from './KeysProvider.tsx';
import { keysOf } from './keysOf.ts';

/** The keys of an action as they are for this person, to be shown beside the button that does the same. */
export function useKeysOf(action: KeyAction): readonly string[] {
  return keysOf(action, useOwnKeys());
}
