import { useSyncExternalStore } from 'react';
import { useCustomer } from './customerContext.ts';

/** Text that belongs to no field yet, such as half a comment: it survives reload, sign-out and network loss. */
export function useKeptText(what: string): readonly [string, (text: string) => void] {
  const { typed } = useCustomer().mine;
  const text = useSyncExternalStore(typed.subscribe, () => typed.text(what));
  return [text, (next) => typed.set(what, next)];
}
