/** Thrown out of the start when the person already asked to stop. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** What has been started, so that it can be ended in the opposite order, at whatever point of the start. */
export type Lifetime = {
  /** Waits for something to start and remembers how it ends, also while it is still starting. */
  keep<Thing>(start: () => Promise<Thing>, end: (thing: Thing) => Promise<void> | void): Promise<Thing>;
  /** Throws `Stopped` once `end` was called. */
  check(): void;
  /** Ends everything, latest first. Calling it again returns the same promise. */
  end(): Promise<void>;
};

export function beginLifetime(): Lifetime {
  const ends: (() => Promise<void>)[] = [];
  let ending: Promise<void> | undefined;

  async function endAll(): Promise<void> {
    const faults: unknown[] = [];
    for (let next = ends.pop(); next !== undefined; next = ends.pop()) {
      await next().catch((fault: unknown) => faults.push(fault));
    }
    if (faults.length > 0) throw faults[0];
  }

  function check(): void {
    if (ending !== undefined) throw new Stopped('Stopped while starting.');
  }

  return {
    check,
    keep: async (start, end) => {
      check();
      const starting = start();
      ends.push(async () => {
        const started = await starting.then(
          (thing) => ({ thing }),
          () => undefined,
        );
        if (started !== undefined) await end(started.thing);
      });
      const thing = await starting;
      check();
      return thing;
    },
    end: () => (ending ??= endAll()),
  };
}
