/** Those whose name has the text. Throws with the names there are when none has: nothing measured is no result. */
export function namedLike<T extends { readonly name: string }>(text: string, contests: readonly T[]): T[] {
  const found = contests.filter(({ name }) => name.includes(text));
  if (found.length > 0) return found;
  throw new Error(
    `No contest has “${text}” in its name:\n${contests.map(({ name }) => `  ${name}`).join('\n')}`,
  );
}
