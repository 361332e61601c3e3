import type { Patch } from './mutant.ts';

/** The source with the patches in it. Throws when a text to patch does not stand there exactly once. */
export function patched(source: string, patches: readonly Patch[]): string {
  let text = source;
  for (const { file, find, replace } of patches) {
    const [before, after, ...more] = text.split(find);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`${file} does not hold exactly once what the mutant changes:\n${find}`);
    }
    text = before + replace + after;
  }
  return text;
}
