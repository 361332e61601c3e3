/** What became of one computation. It never rejects: who waits may have gone long before it ends. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

type Limits = {
  /** Computations at once. */
  readonly atOnce: number;
  /** Computations that may wait for their turn; more are refused. */
  readonly waiting: number;
};
type Job = { readonly organisationId: string; readonly run: () => Promise<void> };

export type Computations<T> = {
  /**
   * The computation of this name, started unless it is under way: whoever asks meanwhile shares it. Undefined when
   * too many wait already. An organisation has one turn at a time, so that none keeps the others waiting.
   */
  join(organisationId: string, name: string, compute: () => Promise<T>): Promise<Outcome<T>> | undefined;
  /** Resolves when none is under way; those still waiting are given up. */
  close(): Promise<void>;
};

export class Closing extends Error {
  override readonly name = 'Closing';
}

export function makeComputations<T>({ atOnce, waiting }: Limits): Computations<T> {
  const shared = new Map<string, Promise<Outcome<T>>>();
  const queue: Job[] = [];
  const running = new Map<string, Promise<void>>();
  let isClosing = false;

  function startNext(): void {
    while (running.size < atOnce) {
      const at = queue.findIndex(({ organisationId }) => !running.has(organisationId));
      const [job] = at < 0 ? [] : queue.splice(at, 1);
      if (job === undefined) return;
      const { organisationId, run } = job;
      running.set(
        organisationId,
        run().finally(() => {
          running.delete(organisationId);
          startNext();
        }),
      );
    }
  }

  return {
    join(organisationId, name, compute) {
      const id = `${organisationId} ${name}`;
      const known = shared.get(id);
      if (known !== undefined) return known;
      if (queue.length >= waiting || isClosing) return undefined;
      const outcome = new Promise<Outcome<T>>((settle) => {
        const run = async () => {
          const end = (ended: Outcome<T>) => {
            shared.delete(id);
            settle(ended);
          };
          try {
            if (isClosing) throw new Closing();
            end({ kind: 'done', value: await compute() });
          } catch (error) {
            end({ kind: 'failed', error });
          }
        };
        queue.push({ organisationId, run });
      });
      shared.set(id, outcome);
      startNext();
      return outcome;
    },
    async close() {
      isClosing = true;
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
