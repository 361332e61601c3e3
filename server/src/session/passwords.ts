import { hash, verify } from '@node-rs/argon2';
import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { busy } from '../http/problemError.ts';

// OWASP's smallest setting for argon2id, which is the library's default algorithm: 19 MiB, two passes, one lane.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** How many hashes may run at once: each holds 19 MiB and a thread of the pool of four. */
const AT_ONCE = 3;
/** An office that signs in at nine waits in line for seconds; further ones come again. */
const WAITING = 500;
const RETRY_SECONDS = 5;

export type Passwords = {
  /** A PHC string for the database. */
  hash(password: string): Promise<string>;
  /** Takes as long for a person who does not exist (`undefined`) as for one who does. */
  verify(stored: string | undefined, password: string): Promise<boolean>;
};

/** Hashes and checks passwords, a few at a time, in the order they were asked. */
export function makePasswords(): Passwords {
  const gate = new Gate(AT_ONCE);
  const decoy = gate.run(() => hash('no password has this hash', PARAMETERS));
  return {
    hash: (password) => gate.run(() => hash(composed(password), PARAMETERS)),
    async verify(stored, password) {
      const against = stored ?? (await decoy);
      const matches = await gate.run(() => verify(against, composed(password)));
      return matches && stored !== undefined;
    },
  };
}

/** Keyboards of different systems compose the same letters differently. */
const composed = (password: string) => password.normalize('NFKC');

/** Lets `width` tasks run at once; the others wait in line, which is not for the database to answer for. */
class Gate {
  #free: number;
  readonly #waiting: Array<() => void> = [];

  constructor(width: number) {
    this.#free = width;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    const deadline = currentDeadline();
    const cameAt = performance.now();
    if (this.#free > 0) this.#free -= 1;
    else if (this.#waiting.length < WAITING) await new Promise<void>((enter) => this.#waiting.push(enter));
    else throw busy(RETRY_SECONDS, new Error('too many passwords at once'));
    try {
      return await task();
    } finally {
      deadline?.extend(performance.now() - cameAt);
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
