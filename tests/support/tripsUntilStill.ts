import { setTimeout as sleep } from 'node:timers/promises';
import type { WireProxy } from './wireProxy.ts';

const LOOK_MS = 40;
/** Half a second in which this process, where the server is, could have gone on. */
const LOOKS_WITHOUT_ONE = 12;

/** Round trips, at least so many, until none follows any more and none waits for a database that stands still. */
export async function tripsUntilStill(proxy: WireProxy, atLeast = 0): Promise<number> {
  let trips = 0;
  for (let still = 0; still < LOOKS_WITHOUT_ONE || trips < atLeast; ) {
    await sleep(LOOK_MS);
    const more = proxy.takeRoundTrips();
    trips += more;
    still = more === 0 && !proxy.isAsked() ? still + 1 : 0;
  }
  return trips;
}
