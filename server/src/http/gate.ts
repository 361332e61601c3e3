import { busy } from './problemError.ts';

export type GateOptions = {
  readonly atOnce: number;
  /** So many may wait in line; no limit unless given. */
  readonly places?: number;
  /** How long somebody who comes now may wait, in milliseconds; no limit unless given. */
  readonly waitMs?: () => number;
  /** When to come again, for those who are sent away. */
  readonly retryAfterSeconds?: number;
};

/** Lets so much work run at once; the others wait in the order they came. */
export class Gate {
  readonly #options: GateOptions;
  readonly #line: Array<() => void> = [];
  #running = 0;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#running === 0;
  }

  /** Throws `busy` when there was no place in the line or none came free in time: the work was then not begun. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#options.atOnce) this.#running += 1;
    else await this.#wait();
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  #wait(): Promise<void> {
    const { places = Number.POSITIVE_INFINITY, waitMs, retryAfterSeconds = 1 } = this.#options;
    const sentAway = (reason: string) => busy(retryAfterSeconds, new Error(reason));
    if (this.#line.length >= places) return Promise.reject(sentAway('too many wait in line'));
    return new Promise((resolve, reject) => {
      const ms = waitMs?.() ?? Number.POSITIVE_INFINITY;
      const patience =
        ms === Number.POSITIVE_INFINITY
          ? undefined
          : setTimeout(() => {
              this.#line.splice(this.#line.indexOf(enter), 1);
              reject(sentAway('no place came free in time'));
            }, ms);
      const enter = () => {
        clearTimeout(patience);
        resolve();
      };
      this.#line.push(enter);
    });
  }
}
