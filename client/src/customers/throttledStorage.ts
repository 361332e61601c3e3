/**
 * JSON in the browser's own storage, written at most every so often: typing must not wait for a disk. What is
 * pending counts as stored for every reader here, and `flush` writes it before the page goes away.
 */
export type ThrottledStorage = {
  /** The value under a key; null when there is none or it is no JSON. */
  readonly read: (key: string) => unknown;
  readonly write: (key: string, value: unknown) => void;
  /** Writes at once; for what must survive the very next moment. */
  readonly writeNow: (key: string, value: unknown) => void;
  readonly remove: (key: string) => void;
  readonly keys: (prefix: string) => string[];
  readonly flush: () => void;
};

const PAUSE_MS = 250;

/** `onFull` is told when the browser has no room: the text then lives on the screen only. */
export function createThrottledStorage(storage: Storage, onFull: () => void): ThrottledStorage {
  const pending = new Map<string, unknown>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const writes = [...pending];
    pending.clear();
    for (const [key, value] of writes) put(key, value);
  }

  function put(key: string, value: unknown): void {
    try {
      storage.setItem(key, JSON.stringify(value));
    } catch {
      onFull();
    }
  }

  return {
    read: (key) => (pending.has(key) ? pending.get(key) : parse(storage.getItem(key))),
    write(key, value) {
      pending.set(key, value);
      timer ??= setTimeout(flush, PAUSE_MS);
    },
    writeNow(key, value) {
      pending.delete(key);
      put(key, value);
    },
    remove(key) {
      pending.delete(key);
      storage.removeItem(key);
    },
    keys(prefix) {
      const stored = Object.keys(storage).filter((key) => key.startsWith(prefix));
      return [...new Set([...stored, ...[...pending.keys()].filter((key) => key.startsWith(prefix))])];
    },
    flush,
  };
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
