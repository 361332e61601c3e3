import { createServer } from 'node:net';
import type { Config } from '@caseload/server/config.ts';
import { describePortFault } from './fatal.ts';

/** Rejects with a sentence when the port is taken: better now than after a minute of building and seeding. */
export async function requireFreePort({ host, port }: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => {
      const sentence = describePortFault(error, { host, port });
      reject(sentence === undefined ? error : new Error(sentence, { cause: error }));
    });
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}
