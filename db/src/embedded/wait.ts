import { setTimeout as pause } from 'node:timers/promises';

/** Asks `condition` every few milliseconds; false when it did not come true within `milliseconds`. */
export async function becomesTrue(
  condition: () => boolean | Promise<boolean>,
  milliseconds: number,
): Promise<boolean> {
  const end = performance.now() + milliseconds;
  for (let wait = 5; ; wait = Math.min(wait * 1.5, 200)) {
    if (await condition()) return true;
    if (performance.now() > end) return false;
    await pause(wait);
  }
}
