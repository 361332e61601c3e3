const SECOND = 1_000;

/**
 * Milliseconds until the progress is asked for again. Every second while the end is likely to come soon, then less
 * often: asking every second for a quarter of an hour would use up the requests a person has.
 * @param asked how often it was asked for already
 */
export function pollPause(asked: number): number {
  if (asked < 120) return SECOND;
  return asked < 240 ? 4 * SECOND : 10 * SECOND;
}
