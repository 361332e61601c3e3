/** A browser's storage without a browser; `room` is how many characters fit. */
export function memoryStorage(room = Number.POSITIVE_INFINITY): Storage {
  const entries = new Map<string, string>();
  const methods = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem(key: string, value: string) {
      const others = [...entries].filter(([other]) => other !== key);
      const size = [...others, [key, value]].reduce(
        (sum, [name = '', text = '']) => sum + name.length + text.length,
        0,
      );
      if (size > room) throw new DOMException('full', 'QuotaExceededError');
      entries.set(key, value);
    },
    removeItem: (key: string) => void entries.delete(key),
    clear: () => entries.clear(),
    key: (index: number) => [...entries.keys()][index] ?? null,
  };
  // As in a browser, the keys are properties of the storage itself.
  return new Proxy(
    { ...methods, length: 0 },
    {
      ownKeys: () => [...entries.keys()],
      getOwnPropertyDescriptor: (_, key) =>
        entries.has(String(key)) ? { enumerable: true, configurable: true } : undefined,
    },
  );
}
