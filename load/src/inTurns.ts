/** Does it for each, so many at a time. Resolves in the order of the list; rejects with the first fault. */
export async function inTurns<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const left = list.entries();
  const lane = async () => {
    // All lanes take from the same iterator.
    for (const [index, one] of left) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
