import { problemOf, retryAfterOf } from '../api/errors.ts';

const PAUSES_MS = [500, 1_500, 3_000];
const LONGEST_MS = 5_000;

/**
 * Milliseconds to wait before repeating a write whose outcome is unknown, null to give up and let the person
 * decide. `tries` counts those already made. What the server asks for is honoured up to five seconds.
 */
export function retryPause(tries: number, error: unknown): number | null {
  const pause = PAUSES_MS[tries - 1];
  if (pause === undefined || problemOf(error)?.type === 'internal') return null;
  const asked = (retryAfterOf(error) ?? 0) * 1_000;
  return asked > LONGEST_MS ? null : Math.max(pause, asked);
}

/** Waits that long; false when it is time to give up. */
export async function waitToRetry(tries: number, error: unknown): Promise<boolean> {
  const pause = retryPause(tries, error);
  if (pause === null) return false;
  await new Promise((resolve) => setTimeout(resolve, pause));
  return true;
}
