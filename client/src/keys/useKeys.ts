import { useEffect, useEffectEvent } from 'react';
import type { KeyBinding } from './keyRegistry.ts';
import { useKeyRegistry } from './KeysProvider.tsx';

/**
 * Makes keys work while the component is on the page; the latest component wins where two use the same key.
 * `run` always sees the newest props; which keys there are is read once.
 */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const registry = useKeyRegistry();
  const run = useEffectEvent((index: number) => bindings[index]?.run());
  const current = useEffectEvent(() =>
    bindings.map((binding, index) => ({ ...binding, run: () => run(index) })),
  );
  useEffect(() => registry.add(current()), [registry]);
}
