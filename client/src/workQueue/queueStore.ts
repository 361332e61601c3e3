import { queueRun, type QueueRun } from './queueRun.ts';

/** The run of one person in one tab. It survives a reload, and ends with the tab. */
export type QueueStore = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly run: () => QueueRun | null;
  /** Changes the run as it is at this moment; nothing without one. */
  readonly change: (make: (run: QueueRun) => QueueRun) => void;
  readonly set: (run: QueueRun | null) => void;
};

export function createQueueStore(storage: Storage, employeeId: string): QueueStore {
  const place = `caseload.queue/${employeeId}`;
  const listeners = new Set<() => void>();
  let run = readRun(storage.getItem(place));

  function set(next: QueueRun | null): void {
    run = next;
    try {
      if (next === null) storage.removeItem(place);
      else storage.setItem(place, JSON.stringify(next));
    } catch {
      // No room: the run lives as long as the page.
    }
    for (const listener of listeners) listener();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run: () => run,
    change(make) {
      if (run === null) return;
      const next = make(run);
      if (next !== run) set(next);
    },
    set,
  };
}

function readRun(text: string | null): QueueRun | null {
  try {
    return text === null ? null : (queueRun.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}
