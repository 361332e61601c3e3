import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useState } from 'react';
import { factsOf, isKeyAction } from './keyActions.ts';
import { isMac } from './isMac.ts';
import { isCharacterKey, keyName } from './keyName.ts';
import { createKeyRegistry, type KeyRegistry } from './keyRegistry.ts';
import type { OwnKeys } from './keysOf.ts';
import { pressReach } from './pressReach.ts';

const Registry = createContext<KeyRegistry | null>(null);
const Own = createContext<OwnKeys>({});

type Props = {
  /** The person's own keys, by action. */
  readonly own: OwnKeys;
  /** Whether keys that type a character do anything (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  readonly children: ReactNode;
};

/** Holds the one list of what the keyboard can do and the one listener that serves it. */
export function KeysProvider({ own, singleKeys, children }: Props) {
  const [registry] = useState(createKeyRegistry);

  // Before whatever else hears a key: it may close what the press was for.
  useLayoutEffect(() => {
    const judge = (event: KeyboardEvent) => void pressReach(event);
    window.addEventListener('keydown', judge, true);
    return () => window.removeEventListener('keydown', judge, true);
  }, []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event, isMac());
      if (name === null || (!singleKeys && isCharacterKey(name))) return;
      const reach = pressReach(event);
      if (reach === 'dialog') return;
      const isDone = registry.press(name, event.timeStamp, ({ action }) => {
        const worksInFields = isKeyAction(action) && factsOf(action).inFields === true;
        return reach === 'page' || worksInFields;
      });
      if (isDone) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry, singleKeys]);

  return (
    <Registry value={registry}>
      <Own value={own}>{children}</Own>
    </Registry>
  );
}

export function useKeyRegistry(): KeyRegistry {
  const registry = useContext(Registry);
  if (registry === null) throw new Error('useKeyRegistry needs a KeysProvider');
  return registry;
}

export function useOwnKeys(): OwnKeys {
  return useContext(Own);
}
