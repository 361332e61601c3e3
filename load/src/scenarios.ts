import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import autocannon from 'autocannon';
import { listOwn, signIn } from './client.ts';

export type Measured = {
  readonly name: string;
  readonly connections: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p975: number;
  readonly p99: number;
  /** Answers that were not 2xx, errors and timeouts. */
  readonly failures: number;
};

type Scenario = {
  readonly name: string;
  readonly connections: number;
  readonly options: Partial<autocannon.Options>;
};

const JSON_TYPE = { 'content-type': 'application/json' };
const employee = (number: number) => `employee${String(number).padStart(2, '0')}@harbour.example`;
const PEOPLE = 30;

/** What an office does at once; each scenario takes turns with the people of the demo office. */
export async function prepareScenarios(url: string): Promise<Scenario[]> {
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => signIn(url, employee(i + 1))));
  const busiest = await signIn(url, employee(31));
  const own = await Promise.all(people.map((person) => listOwn(person, 2)));
  const personOf = (index: number) => people[index % PEOPLE] ?? busiest;
  const customerOf = (index: number) => own[index % PEOPLE]?.[Math.floor(index / PEOPLE) % 2];

  return [
    {
      name: '30 read a page of 1,500 assigned customers',
      connections: 30,
      options: { requests: [{ path: '/api/customers?assignedTo=me', headers: { cookie: busiest.cookie } }] },
    },
    {
      name: '50 comment on different customers',
      connections: 50,
      options: {
        setupClient: eachClient((client, index) => {
          client.setRequests([
            {
              method: 'POST',
              path: `/api/customers/${customerOf(index)?.id}/comments`,
              headers: { ...JSON_TYPE, cookie: personOf(index).cookie },
              body: JSON.stringify({ body: 'Called back, will send the papers this week.' }),
            },
          ]);
        }),
      },
    },
    {
      name: '50 update different customers',
      connections: 50,
      options: {
        setupClient: eachClient((client, index) => {
          const customer = customerOf(index);
          if (!customer) throw new Error('the demo office has too few customers');
          updateAgainAndAgain(client, personOf(index).cookie, customer);
        }),
      },
    },
  ];
}

/** Runs one scenario for that many seconds. */
export async function runScenario(url: string, scenario: Scenario, seconds: number): Promise<Measured> {
  const { name, connections, options } = scenario;
  const result = await autocannon({ url, connections, duration: seconds, ...options });
  return {
    name,
    connections,
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p975: result.latency.p97_5,
    p99: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
  };
}

type SetUp = (client: autocannon.Client, index: number) => void;

function eachClient(setUp: SetUp): (client: autocannon.Client) => void {
  let index = 0;
  return (client) => setUp(client, index++);
}

/** Each update is based on the answer to the one before, as a person's is who stays on a page. */
function updateAgainAndAgain(client: autocannon.Client, cookie: string, customer: CustomerSummary): void {
  let turn = 0;
  const next = (updatedAt: string) => {
    turn += 1;
    client.setRequests([
      {
        method: 'PATCH',
        path: `/api/customers/${customer.id}`,
        headers: { ...JSON_TYPE, cookie },
        body: JSON.stringify({ updatedAt, notes: `Turn ${turn} of the load run.` }),
      },
    ]);
  };
  client.on('body', (body) => {
    const saved: { updatedAt?: string } = JSON.parse(String(body));
    if (saved.updatedAt !== undefined) next(saved.updatedAt);
  });
  next(customer.updatedAt);
}
