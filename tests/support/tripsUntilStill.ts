import { setTimeout as sleep } from 'node:timers/promises';
import type { WireProxy } from './wireProxy.ts';

const LOOK_MS = 40;
/** Half a second: a busy machine pauses for less. */
const LOOKS_WITHOUT_ONE = 12;

/** Round trips, at least so many, until none follows any more. */
export async function tripsUntilStill(proxy: WireProxy, atLeast = 0): Promise<number> {
  let trips = 0;
  for (let still = 0; still < LOOKS_WITHOUT_ONE || trips < atLeast; ) {
    await sleep(LOOK_MS);
    const more = proxy.takeRoundTrips();
    trips += more;
    still = more === 0 ? still + 1 : 0;
  }
  return trips;
}
