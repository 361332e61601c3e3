/** One thing the keyboard can do. `keys` are alternatives; `g i` is a sequence, typed one after the other. */
export type KeyBinding = {
  readonly keys: readonly string[];
  /** Shown in the list of shortcuts. */
  readonly label: string;
  readonly run: () => void;
};

/** What of a keyboard event decides which binding it is for. */
export type Press = { readonly key: string; readonly shiftKey: boolean };

export type KeyRegistry = {
  /** Adds bindings above all earlier ones; returns the way to remove them. */
  readonly add: (bindings: readonly KeyBinding[]) => () => void;
  /** Runs what the press stands for; false when it stands for nothing. */
  readonly press: (press: Press, now: number) => boolean;
  /** Everything that works now, topmost first. */
  readonly list: () => readonly KeyBinding[];
};

const SEQUENCE_MILLISECONDS = 1_000;

export function createKeyRegistry(): KeyRegistry {
  const layers: (readonly KeyBinding[])[] = [];
  let begun: { readonly key: string; readonly at: number } | null = null;

  const list = () => layers.toReversed().flat();
  const find = (wanted: string) => list().find(({ keys }) => keys.includes(wanted));
  const beginsSequence = (key: string) =>
    list().some(({ keys }) => keys.some((candidate) => candidate.startsWith(`${key} `)));

  function press(pressed: Press, now: number): boolean {
    const key = nameOf(pressed);
    const first = begun !== null && now - begun.at <= SEQUENCE_MILLISECONDS ? begun.key : null;
    begun = null;
    const sequence = first === null ? undefined : find(`${first} ${key}`);
    if (sequence === undefined && beginsSequence(key)) {
      begun = { key, at: now };
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
      layers.splice(layers.indexOf(layer), 1);
    };
  }

  return { add, press, list };
}

/** Letters are told apart by Shift (`j`, `Shift+J`); signs are what they print, whatever the layout. */
function nameOf({ key, shiftKey }: Press): string {
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  if (!isLetter) return key;
  return shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
}
