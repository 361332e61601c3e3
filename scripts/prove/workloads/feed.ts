import { setTimeout as pause } from 'node:timers/promises';
import type { Workload } from './workload.ts';

/** Some hear of everything, second by second, each time behind what they heard last. */
export const feed: Workload = {
  name: 'feed',
  async prepare(stage) {
    const { office, profile, random } = stage;
    const people = Array.from({ length: profile.listeners }, () => random.pick(office.employees));
    const listeners = await Promise.all(people.map((person, n) => stage.listening(`feed-${n}`, person)));
    return async (signal) => {
      await Promise.all(
        listeners.map(async (listener) => {
          while (!signal.aborted) {
            const isServed = await listener.listen();
            if (!isServed) await pause(100, undefined, { signal }).catch(() => undefined);
          }
        }),
      );
    };
  },
};
