/** What a text with a number takes: the number that decides about its plural, and as people read it. */
export function counted(
  count: number,
  language: string,
): { readonly count: number; readonly formatted: string } {
  return { count, formatted: count.toLocaleString(language) };
}
