import { NetworkError, UnexpectedAnswerError } from '../api/errors.ts';

/** `offline`: the browser has no network. `unreachable`: it has, but the server does not answer. */
export type Connection = 'fine' | 'offline' | 'unreachable';

/** What is known about the way to the server, from what became of the calls to it. */
export type ConnectionWatch = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: () => Connection;
  readonly answered: () => void;
  readonly failed: (error: unknown) => void;
  readonly setOnline: (isOnline: boolean) => void;
};

export function createConnectionWatch(isOnlineNow: boolean): ConnectionWatch {
  const listeners = new Set<() => void>();
  let isOnline = isOnlineNow;
  let isReached = true;

  function set(next: { readonly isOnline: boolean; readonly isReached: boolean }): void {
    if (next.isOnline === isOnline && next.isReached === isReached) return;
    ({ isOnline, isReached } = next);
    for (const listener of listeners) listener();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state() {
      if (!isOnline) return 'offline';
      return isReached ? 'fine' : 'unreachable';
    },
    answered: () => set({ isOnline, isReached: true }),
    failed(error) {
      if (isNoServer(error)) set({ isOnline, isReached: false });
    },
    // With a new network the server gets the benefit of the doubt.
    setOnline: (online) => set({ isOnline: online, isReached: online || isReached }),
  };
}

/** No answer at all, or one that a proxy gave in place of the server. */
export function isNoServer(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  return error instanceof UnexpectedAnswerError && error.status >= 502 && error.status <= 504;
}
