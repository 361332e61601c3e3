export type Command = {
  readonly id: string;
  readonly label: string;
  readonly keys: readonly string[];
  readonly run: () => void;
};

/** The commands a text may mean, best first: every word of it begins a word of the label, in any order. */
export function findCommands(commands: readonly Command[], text: string): readonly Command[] {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return commands;
  return commands
    .map((command) => ({ command, rank: rankOf(wordsOf(command.label), wanted) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ command }) => command);
}

/** 0 when the label begins with the text; infinite when a word is not found. */
function rankOf(label: readonly string[], wanted: readonly string[]): number {
  const places = wanted.map((word) => label.findIndex((candidate) => candidate.startsWith(word)));
  if (places.includes(-1)) return Number.POSITIVE_INFINITY;
  return places.reduce((sum, place, index) => sum + Math.abs(place - index), 0);
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
