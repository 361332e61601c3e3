/**
 * Tags of two people as sets: everything either of them added stays, everything either of them removed goes.
 * The order is theirs, with my additions behind it.
 */
export function mergeTags(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): string[] {
  const removedByMe = new Set(base.filter((tag) => !mine.includes(tag)));
  const kept = theirs.filter((tag) => !removedByMe.has(tag));
  const added = mine.filter((tag) => !base.includes(tag) && !theirs.includes(tag));
  return [...kept, ...added];
}
