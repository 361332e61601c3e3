/** Runs one thing at a time under a name. */
export type WithLock = <T>(name: string, run: () => Promise<T>) => Promise<T>;

/** One thing at a time in all tabs of the browser; in this tab only where the browser has no locks to share. */
export function createTabLocks(locks: LockManager | undefined): WithLock {
  const last = new Map<string, Promise<unknown>>();
  return async (name, run) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(() =>
      locks === undefined ? run() : locks.request(name, run),
    );
    const settled = turn.catch(() => undefined);
    last.set(name, settled);
    void settled.then(() => last.get(name) === settled && last.delete(name));
    return turn;
  };
}
