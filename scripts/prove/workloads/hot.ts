import type { Random } from '../../seed/random.ts';
import type { Client } from '../clients/client.ts';
import type { Token } from '../history/call.ts';
import type { Stage } from '../stage.ts';
import { readOf, trailOf, updateOf } from './asks.ts';
import { someChanges } from './changes.ts';
import { forks } from './forks.ts';
import type { Workload } from './workload.ts';

/**
 * Many people on five customers. Every other one saves on purpose what they saw a while ago. Two of the five were
 * last changed by a clock an hour ahead, so that their times differ by single microseconds.
 */
export const hot: Workload = {
  name: 'hot',
  async prepare(stage) {
    const { office, profile, random } = stage;
    const tokens = [...stage.tokens('hot'), ...stage.tokens('ahead')];
    const clients = await Promise.all(
      forks(random, profile.hotClients).map(async (own, n) => ({
        client: await stage.signedIn(`hot-${n}`, own.pick(office.supervisors)),
        own,
        keepsOld: n % 2 === 1,
        seen: new Map(tokens.map((token): [string, Token[]] => [token.id, [token]])),
      })),
    );
    return (signal) =>
      Promise.all(
        clients.map(({ client, own, keepsOld, seen }) => fight(stage, client, own, seen, keepsOld, signal)),
      ).then(() => undefined);
  },
};

/** How many states back a stale one may be. */
const REMEMBERED = 4;

async function fight(
  { office, recorder }: Stage,
  client: Client,
  random: Random,
  seen: ReadonlyMap<string, Token[]>,
  keepsOld: boolean,
  signal: AbortSignal,
): Promise<void> {
  const ids = [...seen.keys()];
  const learn = (token: Token | undefined) => {
    const known = token && seen.get(token.id);
    if (!token || !known || token.version <= (known[0]?.version ?? 0)) return;
    known.unshift(token);
    known.length = Math.min(known.length, REMEMBERED);
  };
  while (!signal.aborted) {
    const id = random.pick(ids);
    const known = seen.get(id) ?? [];
    const base = keepsOld ? random.pick(known) : known[0];
    if (base === undefined) return;
    const note = `${office.canary} ${client.name} ${Math.round(recorder.now())} ${random.between(0, 2 ** 31)}`;
    learn((await client.write(updateOf(base, someChanges(random, note)), signal)).seen.customer);
    if (random.happens(0.1)) learn((await client.call(readOf(id))).seen.customer);
    if (random.happens(0.03)) await client.call(trailOf(id));
  }
}
