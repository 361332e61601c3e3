/**
 * JSON in the browser's own storage, written at most every so often: typing must not wait for a disk. What is
 * pending counts as stored for every reader here, and `flush` writes it before the page goes away.
 *
 * Windows share the storage. What another window has written under a key since this one last looked is put aside,
 * not overwritten, and not removed with the own text.
 */
export type ThrottledStorage = {
  /** The value under a key, which the reader goes on with; null when there is none or it is no JSON. */
  readonly read: (key: string) => unknown;
  /** The value under a key, for somebody who only compares. */
  readonly peek: (key: string) => unknown;
  readonly write: (key: string, value: unknown) => void;
  readonly remove: (key: string) => void;
  readonly keys: (prefix: string) => string[];
  /** What was put aside under keys that begin so. */
  readonly putAside: (prefix: string) => readonly PutAside[];
  readonly flush: () => void;
};

export type PutAside = {
  readonly key: string;
  readonly value: unknown;
  readonly forget: () => void;
};

export type StorageParts = {
  readonly storage: Storage;
  /** Told when the browser has no room: the text then lives on the screen only. */
  readonly onFull: () => void;
  /** Told of every value as soon as it is known here, and of its end by null. */
  readonly onChange?: (key: string, value: unknown) => void;
  /** Whether a key holds what somebody typed, which windows must not take from each other; all do unless given. */
  readonly isTyped?: (key: string) => boolean;
};

const PAUSE_MS = 250;
const ASIDE = '~';

export function createThrottledStorage(parts: StorageParts): ThrottledStorage {
  const { storage, onFull, onChange, isTyped = () => true } = parts;
  const pending = new Map<string, unknown>();
  /** What this window last read or wrote under a key. */
  const own = new Map<string, string | null>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let count = 0;

  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const writes = [...pending];
    pending.clear();
    for (const [key, value] of writes) put(key, value);
  }

  function put(key: string, value: unknown): void {
    const text = JSON.stringify(value);
    try {
      const others = textOfOthers(key);
      if (others !== null) storage.setItem(`${key}${ASIDE}${Date.now().toString(36)}-${++count}`, others);
      storage.setItem(key, text);
    } catch {
      onFull();
      return;
    }
    forgetOwnAside(key);
    own.set(key, text);
  }

  function textOfOthers(key: string): string | null {
    const stored = isTyped(key) ? storage.getItem(key) : null;
    return stored === (own.get(key) ?? null) ? null : stored;
  }

  /** The own text, put aside by another window, is replaced or done with. */
  function forgetOwnAside(key: string): void {
    const text = own.get(key) ?? null;
    for (const place of places(key + ASIDE))
      if (text !== null && storage.getItem(place) === text) storage.removeItem(place);
  }

  function places(prefix: string): string[] {
    return Object.keys(storage).filter((key) => key.startsWith(prefix));
  }

  return {
    read(key) {
      if (pending.has(key)) return pending.get(key);
      own.set(key, storage.getItem(key));
      return parse(storage.getItem(key));
    },
    peek: (key) => (pending.has(key) ? pending.get(key) : parse(storage.getItem(key))),
    write(key, value) {
      pending.set(key, value);
      timer ??= setTimeout(flush, PAUSE_MS);
      onChange?.(key, value);
    },
    remove(key) {
      pending.delete(key);
      forgetOwnAside(key);
      if (textOfOthers(key) === null) {
        storage.removeItem(key);
        onChange?.(key, null);
      }
      own.set(key, null);
    },
    keys(prefix) {
      const stored = places(prefix).filter((key) => !key.includes(ASIDE));
      return [...new Set([...stored, ...[...pending.keys()].filter((key) => key.startsWith(prefix))])];
    },
    putAside: (prefix) =>
      places(prefix).flatMap((place): PutAside[] => {
        const [key, mark] = place.split(ASIDE);
        if (key === undefined || mark === undefined) return [];
        return [{ key, value: parse(storage.getItem(place)), forget: () => storage.removeItem(place) }];
      }),
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
