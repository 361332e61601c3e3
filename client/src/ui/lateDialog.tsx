import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { DialogAwaited } from './DialogAwaited.tsx';
import { whenIdle } from './whenIdle.ts';

type Closed = { readonly onClose: () => void };

/**
 * A dialog kept out of the screen's own file, and the hook by which that screen fetches it once it has nothing else to
 * do: the first key is answered as quickly as the second. Whoever is quicker still types into what stands for it.
 */
export function lateDialog<Props extends Closed>(load: () => Promise<ComponentType<Props>>) {
  let fetched: ComponentType<Props> | null = null;
  const fetch = async () => {
    fetched ??= await load();
    return { default: fetched };
  };
  const Awaited = lazy(fetch);

  function LateDialog(props: Props) {
    // What was fetched is shown at once: `lazy` waits even for that. One and the same as long as it is open.
    const [Dialog] = useState<ComponentType<Props>>(() => fetched ?? Awaited);
    return (
      <Suspense fallback={<DialogAwaited onClose={props.onClose} />}>
        <Dialog {...props} />
      </Suspense>
    );
  }

  function useFetchAhead(): void {
    // A failure shows when the dialog is asked for, which fetches it again.
    useEffect(() => whenIdle(() => void fetch().catch(() => undefined)), []);
  }

  return [LateDialog, useFetchAhead] as const;
}
