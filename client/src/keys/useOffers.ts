import { useEffect, useEffectEvent } from 'react';
import { useKeyRegistry } from './KeysProvider.tsx';

export type Offer = {
  /** Unlike any other that can be on the page at the same time. */
  readonly id: string;
  /** What the button says. */
  readonly label: string;
  readonly run: () => void;
};

/**
 * Puts what has a button and no key into the palette while the component is on the page. It stands in the registry of
 * what the keyboard can do, without a key. False stands for what cannot be done now.
 */
export function useOffers(offers: readonly (Offer | false)[]): void {
  const registry = useKeyRegistry();
  const possible = offers.filter((offer) => offer !== false);
  const run = useEffectEvent((id: string) => possible.find((offer) => offer.id === id)?.run());
  const bindings = useEffectEvent(() =>
    possible.map(({ id, label }) => ({ action: id, keys: [], label, run: () => run(id) })),
  );
  const said = possible.map(({ id, label }) => `${id} ${label}`).join('\n');
  useEffect(() => registry.add(bindings()), [registry, said]);
}
