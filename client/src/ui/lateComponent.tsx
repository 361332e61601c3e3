import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { fetchCode } from '../api/fetchCode.ts';
import { whenIdle } from './whenIdle.ts';

/**
 * A component kept out of the screen's own file, and the hook by which that screen fetches it once it has nothing else to
 * do: the first key is answered as quickly as the second. `StandIn` is shown to whoever is quicker still.
 */
export function lateComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  StandIn: ComponentType<Props>,
) {
  let fetched: ComponentType<Props> | null = null;
  const fetch = async () => {
    fetched ??= await fetchCode(load);
    return { default: fetched };
  };

  function Late(props: Props) {
    // What was fetched is shown at once: `lazy` waits even for that. One and the same as long as it is open; the next
    // time it is asked for anew, for `lazy` never forgets that it failed.
    const [Component] = useState<ComponentType<Props>>(() => fetched ?? lazy(fetch));
    return (
      <Suspense fallback={<StandIn {...props} />}>
        <Component {...props} />
      </Suspense>
    );
  }

  function useFetchAhead(): void {
    // A failure shows when the component is asked for, which fetches it again.
    useEffect(() => whenIdle(() => void fetch().catch(() => undefined)), []);
  }

  return [Late, useFetchAhead] as const;
}
