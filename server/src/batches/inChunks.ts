/** Rows a statement: large enough that round trips do not count, small enough for the time limit of one. */
const CHUNK = 2_000;

export function* inChunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += CHUNK) yield list.slice(at, at + CHUNK);
}
