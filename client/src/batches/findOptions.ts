export type Option = {
  readonly id: string;
  readonly name: string;
  /** What stands beside it. */
  readonly hint?: string;
};

/** The options in which every word of a text begins a word, however it is accented, in the order they were given. */
export function findOptions(options: readonly Option[], text: string): readonly Option[] {
  const wanted = wordsOf(text);
  return options.filter(({ name }) => {
    const words = wordsOf(name);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
