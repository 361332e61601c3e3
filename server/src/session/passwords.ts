import { hash, verify } from '@node-rs/argon2';
import { currentDeadline } from '@caseload/db/kernel/deadline.ts';
import { Gate } from '../http/gate.ts';

// OWASP's smallest setting for argon2id, which is the library's default algorithm: 19 MiB, two passes, one lane.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * What the password of nobody is compared with: as much work as everybody's hash, and a digest of zeros, which no
 * password is known to have. Written down instead of made, so that a start neither takes the 19 MiB nor the time.
 */
const DECOY =
  `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}` +
  `$${'A'.repeat(22)}$${'A'.repeat(43)}`;

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
  const gate = new Gate({ atOnce: AT_ONCE, places: WAITING, retryAfterSeconds: RETRY_SECONDS });
  const inTurn = <T>(task: () => Promise<T>) => outsideDeadline(() => gate.run(task));
  return {
    hash: (password) => inTurn(() => hash(composed(password), PARAMETERS)),
    async verify(stored, password) {
      const matches = await inTurn(() => verify(stored ?? DECOY, composed(password)));
      return matches && stored !== undefined;
    },
  };
}

/** Keyboards of different systems compose the same letters differently. */
const composed = (password: string) => password.normalize('NFKC');

/** The time it takes, waiting in line too, is not for the database to answer for. */
async function outsideDeadline<T>(work: () => Promise<T>): Promise<T> {
  const deadline = currentDeadline();
  const cameAt = performance.now();
  try {
    return await work();
  } finally {
    deadline?.extend(performance.now() - cameAt);
  }
}
