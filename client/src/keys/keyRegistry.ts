/** One thing the keyboard can do now. */
export type KeyBinding = {
  /** The name a person's own key is kept under. */
  readonly action: string;
  /** Alternatives, the person's own applied; `g i` is a sequence, typed one after the other. */
  readonly keys: readonly string[];
  /** Shown in the sheet and the palette. */
  readonly label: string;
  readonly run: () => void;
  /** Called when the first key of its sequence is pressed: what it will need can be read meanwhile. */
  readonly foresee?: (() => void) | undefined;
};

export type KeyRegistry = {
  /** Adds bindings above all earlier ones; returns the way to remove them. */
  readonly add: (bindings: readonly KeyBinding[]) => () => void;
  /**
   * Runs what the named key stands for; false when it stands for nothing.
   * @param now milliseconds
   * @param isWanted says whether a binding may run where the key was pressed
   */
  readonly press: (key: string, now: number, isWanted?: (binding: KeyBinding) => boolean) => boolean;
  /** Everything that works now, topmost first; of several bindings of one action the topmost. */
  readonly list: () => readonly KeyBinding[];
};

const SEQUENCE_MILLISECONDS = 1_000;

/**
 * Sequences go before single keys, so that no single key swallows the second key of a sequence, nor starts one by
 * accident.
 */
export function createKeyRegistry(): KeyRegistry {
  const layers: (readonly KeyBinding[])[] = [];
  let begun: { readonly key: string; readonly at: number } | null = null;

  function list(): readonly KeyBinding[] {
    const found = new Map<string, KeyBinding>();
    for (const binding of layers.toReversed().flat())
      if (!found.has(binding.action)) found.set(binding.action, binding);
    return [...found.values()];
  }

  function press(key: string, now: number, isWanted: (binding: KeyBinding) => boolean = () => true): boolean {
    const bindings = list().filter(isWanted);
    const find = (wanted: string) => bindings.find(({ keys }) => keys.includes(wanted));
    const first = begun !== null && now - begun.at <= SEQUENCE_MILLISECONDS ? begun.key : null;
    begun = null;
    const sequence = first === null ? undefined : find(`${first} ${key}`);
    const begins = bindings.filter(({ keys }) => keys.some((name) => name.startsWith(`${key} `)));
    if (sequence === undefined && begins.length > 0) {
      begun = { key, at: now };
      for (const { foresee } of begins) foresee?.();
      return true;
    }
    const binding = sequence ?? find(key);
    binding?.run();
    return binding !== undefined;
  }

  function add(bindings: readonly KeyBinding[]): () => void {
    const layer = [...bindings];
    layers.push(layer);
    return () => {
      const at = layers.indexOf(layer);
      if (at !== -1) layers.splice(at, 1);
    };
  }

  return { add, press, list };
}
