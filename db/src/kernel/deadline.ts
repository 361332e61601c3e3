import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<Deadline>();

/** When somebody gives up, however many transactions and queues they go through, by a clock that never jumps. */
export class Deadline {
  #at: number;
  readonly #isOver: () => boolean;

  /** `isOver` says whether nobody waits any more: then what still goes on has no deadline. */
  constructor(ms: number, isOver: () => boolean = () => false) {
    this.#at = performance.now() + ms;
    this.#isOver = isOver;
  }

  get leftMs(): number {
    return this.#isOver() ? Number.POSITIVE_INFINITY : this.#at - performance.now();
  }

  /** For time that was spent on something else than us. */
  extend(ms: number): void {
    this.#at += ms;
  }

  /** What goes on has time limits of its own, or none. */
  lift(): void {
    this.#at = Number.POSITIVE_INFINITY;
  }
}

/** Every transaction that `work` begins, and that names no deadline of its own, gives up at this one. */
export const runWithin = <T>(deadline: Deadline, work: () => T): T => current.run(deadline, work);

/** The deadline of what is being done, if it has one. */
export const currentDeadline = (): Deadline | undefined => current.getStore();
