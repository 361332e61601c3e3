import { useNavigate } from '@tanstack/react-router';
import type { KeyAction } from '../keys/keyActions.ts';
import { useKeys } from '../keys/useKeys.ts';
import type { Tabs } from './useTabs.ts';

const GO: readonly KeyAction[] = [
  'views.go1',
  'views.go2',
  'views.go3',
  'views.go4',
  'views.go5',
  'views.go6',
  'views.go7',
  'views.go8',
  'views.go9',
];

/** `1` to `9` go to a tab, `[` and `]` to its neighbours; the row ends where it ends. */
export function useViewKeys({ tabs, current }: Tabs): void {
  const navigate = useNavigate();
  const at = current === undefined ? -1 : tabs.indexOf(current);
  const go = (index: number) => {
    const search = tabs[index]?.search;
    if (search !== undefined) void navigate({ to: '/my-work', search });
  };
  useKeys([
    ...GO.slice(0, tabs.length).map((action, index) => ({ action, run: () => go(index) })),
    { action: 'views.next', run: () => go(at + 1) },
    { action: 'views.previous', run: () => go(at === -1 ? 0 : at - 1) },
  ]);
}
