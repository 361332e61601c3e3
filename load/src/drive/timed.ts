import type { Measured } from '../tally.ts';

/** One piece of work over `things`, its time as every percentile. A fault is a failure, with its message. */
export async function timed(things: number, work: () => Promise<void>): Promise<Measured> {
  const begun = performance.now();
  const failures: Record<string, number> = {};
  try {
    await work();
  } catch (error) {
    failures[error instanceof Error ? error.message : String(error)] = 1;
  }
  const ms = performance.now() - begun;
  return { perSecond: (1_000 * things) / ms, p50: ms, p95: ms, p99: ms, failures, expected: {} };
}
