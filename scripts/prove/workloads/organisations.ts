import type { Random } from '../../seed/random.ts';
import type { Ask, Client } from '../clients/client.ts';
import type { Office } from '../installation/office.ts';
import type { Stage } from '../stage.ts';
import { forks } from './forks.ts';
import type { Workload } from './workload.ts';

/** People of two organisations who read their own work and try every id of the others'. */
export const organisations: Workload = {
  name: 'organisations',
  async prepare(stage) {
    const { office, neighbour, profile, random } = stage;
    const clients = await Promise.all(
      forks(random, profile.trespassers * 2).map(async (own, n) => {
        const [home, other] = n % 2 === 0 ? [office, neighbour] : [neighbour, office];
        const client = await stage.signedIn(`trespasser-${n}`, own.pick(home.supervisors), home);
        return { client, own, other };
      }),
    );
    return (signal) =>
      Promise.all(clients.map(({ client, own, other }) => look(stage, client, own, other, signal))).then(
        () => undefined,
      );
  },
};

async function look(
  _stage: Stage,
  client: Client,
  random: Random,
  other: Office,
  signal: AbortSignal,
): Promise<void> {
  const foreign = Object.values(other.customers).flat();
  while (!signal.aborted) {
    await client.call(random.pick(readsOf(other)));
    await client.call(random.pick(trespassesOn(random.pick(foreign), other)));
  }
}

/** What one may ask; the answer must not hold anything foreign. */
function readsOf(other: Office): Ask[] {
  const [person] = other.employees;
  return [
    '/api/customers?assignedTo=any&limit=20&include=notes,total',
    `/api/customers?assignedTo=any&q=${other.canary}`,
    `/api/customers?assignedTo=${person?.id ?? 'any'}`,
    '/api/employees',
    '/api/session',
    '/api/tags',
    '/api/teams',
  ].map((path) => ({ meaning: { kind: 'other' }, method: 'GET', path }));
}

/** What one may not: ids of the other organisation in every place that takes one. */
function trespassesOn(customer: string, { organisationId, admin }: Office): Ask[] {
  const meaning = { kind: 'trespass', organisation: organisationId, isBatch: false } as const;
  const updatedAt = '2026-01-01T00:00:00.000000Z';
  const path = `/api/customers/${customer}`;
  return [
    { meaning, method: 'GET', path },
    { meaning, method: 'GET', path: `${path}/actions` },
    { meaning, method: 'PATCH', path, body: { updatedAt, notes: 'mine now' } },
    { meaning, method: 'POST', path: `${path}/comments`, body: { body: 'hello' } },
    {
      meaning: { ...meaning, isBatch: true },
      method: 'POST',
      path: '/api/reassignments',
      body: { customers: [{ id: customer, updatedAt }], assignedTo: null },
    },
    { meaning, method: 'POST', path: '/api/customers', body: { name: 'x', assignedTo: admin.id } },
  ];
}
