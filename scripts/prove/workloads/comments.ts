import type { Random } from '../../seed/random.ts';
import type { Client } from '../clients/client.ts';
import type { Stage } from '../stage.ts';
import { commentOf, trailOf } from './asks.ts';
import { forks } from './forks.ts';
import type { Workload } from './workload.ts';

/** Everybody comments on the same customers and reads what the others wrote. */
export const comments: Workload = {
  name: 'comments',
  async prepare(stage) {
    const { office, profile, random } = stage;
    const clients = await Promise.all(
      forks(random, profile.commentClients).map(async (own, n) => ({
        client: await stage.signedIn(`comments-${n}`, own.pick(office.employees)),
        own,
      })),
    );
    return (signal) =>
      Promise.all(clients.map(({ client, own }) => talk(stage, client, own, signal))).then(() => undefined);
  },
};

async function talk(
  { office, recorder }: Stage,
  client: Client,
  random: Random,
  signal: AbortSignal,
): Promise<void> {
  const customers = office.customers['comments'] ?? [];
  while (!signal.aborted) {
    const customer = random.pick(customers);
    if (random.happens(0.25)) await client.call(trailOf(customer));
    else {
      const text = `${office.canary} ${client.name} ${Math.round(recorder.now())} ${random.between(0, 2 ** 31)}`;
      await client.write(commentOf(customer, text), signal);
    }
  }
}
