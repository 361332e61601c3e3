import type { Random } from '../../seed/random.ts';
import type { Client } from '../clients/client.ts';
import type { Token } from '../history/call.ts';
import type { Stage } from '../stage.ts';
import { someChanges } from './changes.ts';
import { forks } from './forks.ts';
import { updateOf } from './asks.ts';
import type { Workload } from './workload.ts';

/** Many people, each on a few customers of many: hardly a conflict, several fields at a time. */
export const spread: Workload = {
  name: 'spread',
  async prepare(stage) {
    const { office, profile, random } = stage;
    const tokens = stage.tokens('spread');
    const clients = await Promise.all(
      forks(random, profile.spreadClients).map(async (own, n) => ({
        client: await stage.signedIn(`spread-${n}`, own.pick(office.supervisors)),
        own,
      })),
    );
    return (signal) =>
      Promise.all(clients.map(({ client, own }) => edit(stage, client, own, tokens, signal))).then(
        () => undefined,
      );
  },
};

/** The tokens are shared, as a list on a screen is: whoever saves shows the others what is now. */
async function edit(
  { office, recorder }: Stage,
  client: Client,
  random: Random,
  tokens: Token[],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const at = random.between(0, tokens.length - 1);
    const base = tokens[at];
    if (base === undefined) return;
    const note = `${office.canary} ${client.name} ${Math.round(recorder.now())} ${random.between(0, 2 ** 31)}`;
    const call = await client.write(updateOf(base, someChanges(random, note)), signal);
    const { customer } = call.seen;
    if (customer && customer.version > (tokens[at]?.version ?? 0)) tokens[at] = customer;
  }
}
