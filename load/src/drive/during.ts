import type { Measured } from '../tally.ts';

/** Measures one while the other goes on; failures of either count. */
export async function during(
  background: (seconds: number) => Promise<Measured>,
  measure: (seconds: number) => Promise<Measured>,
  seconds: number,
): Promise<Measured> {
  const [behind, measured] = await Promise.all([background(seconds), measure(seconds)]);
  const failures = { ...measured.failures };
  for (const [kind, count] of Object.entries(behind.failures)) {
    failures[`${kind} (beside it)`] = count;
  }
  return { ...measured, failures };
}
