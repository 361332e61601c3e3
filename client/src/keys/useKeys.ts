import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyAction } from './keyActions.ts';
import { useKeyRegistry, useOwnKeys } from './KeysProvider.tsx';
import { keysOf } from './keysOf.ts';

export type KeyUse = {
  readonly action: KeyAction;
  readonly run: () => void;
  readonly foresee?: () => void;
};

/**
 * Makes actions of `KEY_ACTIONS` work while the component is on the page, by their key, from the palette and in the
 * sheet; the latest component wins where two offer the same. `run` always sees the newest props, and an action
 * that is left out of the list stops working.
 */
export function useKeys(uses: readonly KeyUse[]): void {
  const registry = useKeyRegistry();
  const own = useOwnKeys();
  const { t } = useTranslation();
  const find = (action: KeyAction) => uses.find((use) => use.action === action);
  const run = useEffectEvent((action: KeyAction) => find(action)?.run());
  const foresee = useEffectEvent((action: KeyAction) => find(action)?.foresee?.());
  const bindings = useEffectEvent(() =>
    uses.map(({ action }) => ({
      action,
      keys: keysOf(action, own),
      label: t(`keys.actions.${action}`),
      run: () => run(action),
      foresee: () => foresee(action),
    })),
  );
  const offered = uses.map(({ action }) => action).join();
  useEffect(() => registry.add(bindings()), [registry, own, t, offered]);
}
