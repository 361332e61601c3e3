import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../seed/random.ts';
import type { Client } from '../clients/client.ts';
import { PageReader } from '../clients/pageReader.ts';
import type { AskedList, Changes, SeenPage, Token } from '../history/call.ts';
import type { Person } from '../installation/office.ts';
import type { Stage } from '../stage.ts';
import { updateOf } from './asks.ts';
import { forks } from './forks.ts';
import type { Workload } from './workload.ts';

/**
 * Many read the same pages of assigned work again and again, and mostly say which they know. Others take customers from
 * one list into another, and look at once at a list they changed.
 */
export const lists: Workload = {
  name: 'lists',
  async prepare(stage) {
    const { office, profile, random } = stage;
    const people = office.employees.slice(0, PEOPLE);
    const known = listsOf(people);
    const tokens = new Map(stage.tokens('lists').map((token) => [token.id, token]));
    const working = (names: string, count: number) =>
      Promise.all(
        forks(random, count).map(async (own, n) => {
          const client = await stage.signedIn(`${names}-${n}`, own.pick(office.supervisors));
          return { client, own, reader: new PageReader(client) };
        }),
      );
    const readers = await working('lists-reader', profile.listReaders);
    const movers = await working('lists-mover', profile.listMovers);
    return async (signal) => {
      await Promise.all([
        ...readers.map(({ own, reader }) => look(reader, own, known, signal)),
        ...movers.map((mover) => move(stage, mover, people, { known, tokens, signal })),
      ]);
    };
  },
};

/** Few enough that each list is asked for again while it is still remembered. Batches move others to them as well. */
const PEOPLE = 4;
const STATUSES = ['new', 'in_progress', 'waiting', 'resolved'] as const;
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

/** Of each person what they have to do, and each kind of list, order and length at least once. */
function listsOf(people: readonly Person[]): AskedList[] {
  const list = (assignedTo: string, more: Partial<AskedList> = {}): AskedList => ({
    assignedTo,
    archived: 'false',
    sort: 'dueAt',
    limit: 200,
    ...more,
  });
  const [one = '', two = '', three = '', four = ''] = people.map(({ id }) => id);
  return [
    ...people.map(({ id }) => list(id)),
    list(one, { sort: 'updatedAt', backwards: true }),
    list(one, { sort: 'name', archived: 'any', limit: 4 }),
    list(two, { sort: 'priority', statuses: ['new', 'waiting'] }),
    list(two, { sort: 'dueAt', backwards: true, limit: 3 }),
    list(three, { sort: 'name', backwards: true, statuses: ['in_progress'] }),
    list(three, { sort: 'updatedAt', archived: 'any' }),
    list(four, { sort: 'priority', backwards: true, archived: 'true' }),
    list(four, { sort: 'dueAt', limit: 3 }),
    list('none', { sort: 'updatedAt', backwards: true, limit: 15 }),
    list('none', { sort: 'name', archived: 'true' }),
    list('none', { sort: 'priority', statuses: ['waiting'], limit: 10 }),
    list('any', { sort: 'updatedAt', backwards: true, limit: 25 }),
    list('any', { sort: 'dueAt', statuses: ['new', 'resolved'], limit: 10 }),
    list('any', { sort: 'name', archived: 'true' }),
  ];
}

/** So often a person looks at a list before they open another one, and so long at most in between. */
const LOOKS = 8;
const LOOK_MS = 30;
const LOOK_AGAIN_MS = 200;

async function look(
  reader: PageReader,
  random: Random,
  known: readonly AskedList[],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const list = random.pick(known);
    for (let looks = 0; looks < LOOKS && !signal.aborted; looks += 1) {
      let page: SeenPage | undefined;
      do {
        const said = { saysWhatItKnows: random.happens(0.8), ...(page && { previous: page }) };
        ({ page } = (await reader.read(list, said)).seen);
        // Where there was no answer, or only that there is none now, they wait for a while.
        const waitMs = random.between(0, LOOK_MS) + (page === undefined ? LOOK_AGAIN_MS : 0);
        await pause(waitMs, undefined, { signal }).catch(() => undefined);
      } while (!signal.aborted && page?.nextCursor && random.happens(0.3));
    }
  }
}

type Mover = { readonly client: Client; readonly own: Random; readonly reader: PageReader };

async function move(
  { office, recorder }: Stage,
  { client, own, reader }: Mover,
  people: readonly Person[],
  {
    known,
    tokens,
    signal,
  }: {
    readonly known: readonly AskedList[];
    readonly tokens: Map<string, Token>;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  while (!signal.aborted) {
    const base = own.pick([...tokens.values()]);
    const assignedTo = own.pick([...people.map(({ id }) => id), null]);
    const note = `${office.canary} ${client.name} ${Math.round(recorder.now())} ${own.between(0, 2 ** 31)}`;
    const set = { notes: note, ...moveOf(own, assignedTo, note) };
    const { customer } = (await client.write(updateOf(base, set), signal)).seen;
    if (customer && customer.version > (tokens.get(customer.id)?.version ?? 0))
      tokens.set(customer.id, customer);
    const touched = known.filter((list) => list.assignedTo === (assignedTo ?? 'none'));
    for (const list of [own.pick(touched), own.pick(known)]) {
      await reader.read(list, { saysWhatItKnows: own.happens(0.8) });
      await pause(own.between(0, 2 * LOOK_MS), undefined, { signal }).catch(() => undefined);
    }
  }
}

/** What takes a customer into another list or to another place; mostly that it is somebody else's. */
function moveOf(random: Random, assignedTo: string | null, name: string): Changes {
  const moves: readonly Changes[] = [
    { status: random.pick(STATUSES) },
    { archived: random.happens(0.3) },
    { name: `Customer ${random.between(100, 999)} ${name}` },
    { dueAt: dueAtOf(random) },
    { priority: random.pick(PRIORITIES) },
  ];
  return random.happens(0.6) ? { assignedTo } : random.pick(moves);
}

const dueAtOf = (random: Random) =>
  random.happens(0.2) ? null : new Date(Date.UTC(2027, 0, random.between(1, 365))).toISOString();
