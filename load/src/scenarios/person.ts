import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { listOwn, signIn } from '../client.ts';
import type { Ask, Worker } from '../drive/atTheirPace.ts';
import { connect } from '../drive/connection.ts';
import { type EventStream, openEventStream } from '../drive/eventStream.ts';
import type { Random } from '../random.ts';
import { COMMENT, OWN_PAGE, updatedAtOf } from './requests.ts';

/** Of twenty things a person does. */
const DAY = [
  ...Array<'look again'>(9).fill('look again'),
  ...Array<'open'>(5).fill('open'),
  'reload',
  'reload',
  'comment',
  'comment',
  'comment',
  'update',
] as const;

const PER_SHARE = 200;

/** Somebody at work who hears of what all others do. */
export type Person = Worker & { readonly stream: EventStream };

/**
 * Somebody who signed in at a place of their own: looks whether their page has changed, opens a customer, comments
 * on it, changes it. Where several places have the same person, each has a share of the customers.
 */
export async function sitDown(options: {
  readonly url: string;
  readonly email: string;
  readonly share: { readonly number: number; readonly of: number };
  readonly thinkMs: readonly [number, number];
  readonly random: Random;
}): Promise<Person> {
  const { url, random, share } = options;
  const person = await signIn(url, options.email);
  const all = await listOwn(person, PER_SHARE);
  const own = all.filter((_, index) => index % share.of === share.number);
  if (own.length === 0) throw new Error(`${options.email} has too few customers for ${share.of} places`);
  const connection = connect(url, person.cookie);
  const [least, most] = options.thinkMs;
  return {
    connection,
    stream: await openEventStream(url, person.cookie),
    thinkMs: () => least + random() * (most - least),
    doNext: dayOf(own, random),
  };
}

function dayOf(customers: readonly CustomerSummary[], random: Random): (ask: Ask) => Promise<void> {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  let tag: string | undefined;
  const readPage = async (ask: Ask, headers: Record<string, string>) => {
    const answer = await ask({ path: OWN_PAGE, headers });
    tag = answer?.headers.etag ?? tag;
  };
  return async (ask) => {
    const path = `/api/customers/${pick(customers)?.id ?? ''}`;
    switch (pick(DAY)) {
      case 'look again':
        return readPage(ask, tag === undefined ? {} : { 'if-none-match': tag });
      case 'reload':
        return readPage(ask, {});
      case 'comment':
        return void (await ask({ method: 'POST', path: `${path}/comments`, body: COMMENT }));
      case 'update': {
        const answer = await ask({ path });
        const updatedAt = answer?.status === 200 ? updatedAtOf(JSON.parse(answer.body)) : undefined;
        const body = JSON.stringify({ updatedAt, notes: `Spoke at ${random().toFixed(6)}, wants an offer.` });
        if (updatedAt !== undefined) await ask({ method: 'PATCH', path, body });
        return;
      }
      case 'open':
      case undefined:
        return void (await ask({ path }));
    }
  };
}

export const leave = (
  people: ReadonlyArray<Pick<Person, 'connection'> & Partial<Pick<Person, 'stream'>>>,
) => {
  for (const { connection, stream } of people) {
    stream?.close();
    connection.close();
  }
};
