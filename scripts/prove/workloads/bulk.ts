import type { Random } from '../../seed/random.ts';
import type { Ask, Client } from '../clients/client.ts';
import type { Token } from '../history/call.ts';
import type { Stage } from '../stage.ts';
import { readOf } from './asks.ts';
import { forks } from './forks.ts';
import type { Workload } from './workload.ts';

/** Supervisors who move overlapping sets of customers at the same moment, each in an order of their own. */
export const bulk: Workload = {
  name: 'bulk',
  async prepare(stage) {
    const { office, profile, random } = stage;
    const tokens = new Map(stage.tokens('bulk').map((token) => [token.id, token]));
    const clients = await Promise.all(
      forks(random, profile.bulkClients).map(async (own, n) => ({
        client: await stage.signedIn(`bulk-${n}`, own.pick(office.supervisors)),
        own,
      })),
    );
    return (signal) =>
      Promise.all(clients.map(({ client, own }) => move(stage, client, own, tokens, signal))).then(
        () => undefined,
      );
  },
};

async function move(
  { office }: Stage,
  client: Client,
  random: Random,
  tokens: Map<string, Token>,
  signal: AbortSignal,
): Promise<void> {
  const people = [...office.employees.map(({ id }) => id), null];
  while (!signal.aborted) {
    const customers = shuffled(random, [...tokens.values()]).slice(0, random.between(2, 12));
    const mode = random.happens(0.5) ? 'all-or-nothing' : 'best-effort';
    await client.write(batchOf(customers, random.pick(people), mode), signal);
    // A batch answers with its own id, not with the customers: everybody looks again.
    for (const { id } of customers.slice(0, 6)) {
      const { customer } = (await client.call(readOf(id))).seen;
      if (customer && customer.version > (tokens.get(id)?.version ?? 0)) tokens.set(id, customer);
      if (signal.aborted) return;
    }
  }
}

const batchOf = (
  customers: readonly Token[],
  assignedTo: string | null,
  mode: 'all-or-nothing' | 'best-effort',
): Ask => ({
  meaning: { kind: 'batch', customers, assignedTo, mode },
  method: 'POST',
  path: '/api/reassignments',
  body: {
    customers: customers.map(({ id, updatedAt }) => ({ id, updatedAt })),
    assignedTo,
    mode,
    dryRun: false,
  },
});

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
