import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { atTheirPace, type Worker } from '@caseload/load/drive/atTheirPace.ts';

const TURN_SECONDS = 0.2;
const LATE_MS = 1_000;

/** Somebody who asks once and is answered after so long. */
function asker(ms: number): Worker {
  const ask = async () => {
    await sleep(ms);
    return { status: 200, headers: {}, body: '' };
  };
  let hasAsked = false;
  return {
    connection: { ask, close: () => undefined },
    thinkMs: () => (hasAsked ? 60_000 : 0),
    async doNext(counted) {
      hasAsked = true;
      await counted({ path: '/' });
    },
  };
}

test('what is answered when the turn is over says how long it took, and not how many came a second', async () => {
  const workers = [asker(20), asker(20), ...Array.from({ length: 8 }, () => asker(LATE_MS))];
  const { perSecond, p50, failures } = await atTheirPace(workers, TURN_SECONDS);
  expect(perSecond).toBeGreaterThan(0);
  expect(perSecond).toBeLessThanOrEqual(2 / TURN_SECONDS);
  expect(p50).toBeGreaterThanOrEqual(LATE_MS - 1);
  expect(failures).toEqual({});
});

test('a turn in which everybody waits is one without an answer', async () => {
  const { perSecond, failures } = await atTheirPace([asker(LATE_MS)], TURN_SECONDS);
  expect(perSecond).toBe(0);
  expect(failures).toEqual({ 'not one answer': 1 });
});
