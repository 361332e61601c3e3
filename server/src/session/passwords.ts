import { hash, verify } from '@node-rs/argon2';
import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { busy } from '../http/problemError.ts';

// OWASP's smallest setting for argon2id, which is the library's default algorithm: 19 MiB, two passes, one lane.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** How many hashes may run at once: each holds 19 MiB and a thread of the pool of four. */
const AT_ONCE = 3;

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

/** Lets `width` tasks run at once; the others wait in line. */
class Gate {
  #free: number;
  readonly #waiting: Array<() => void> = [];

  constructor(width: number) {
    this.#free = width;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      // Whoever waited that long has been told to come again, or will be: a hash for nobody keeps the others waiting.
      if ((currentDeadline()?.leftMs ?? 1) <= 0) throw busy(1, new Error('too many passwords at once'));
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
