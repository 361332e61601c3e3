import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { isForThePage } from './isForThePage.ts';
import { createKeyRegistry, type KeyRegistry } from './keyRegistry.ts';
import { useSingleKeys } from './singleKeys.ts';

const Registry = createContext<KeyRegistry | null>(null);

/** Holds the one list of shortcuts and the one listener that serves them all. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createKeyRegistry);
  const [singleKeys] = useSingleKeys();

  useEffect(() => {
    if (singleKeys === 'off') return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (isForThePage(event) && registry.press(event, event.timeStamp)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry, singleKeys]);

  return <Registry value={registry}>{children}</Registry>;
}

export function useKeyRegistry(): KeyRegistry {
  const registry = useContext(Registry);
  if (registry === null) throw new Error('useKeyRegistry needs a KeysProvider');
  return registry;
}
