import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Contender, Contest } from '../contest.ts';
import { flatOut, type SetUp } from '../drive/flatOut.ts';
import type { Office } from '../office.ts';

const SEARCHERS = 4;

/** What people type, taken from customers who exist. */
const KINDS: ReadonlyArray<readonly [name: string, textOf: (customer: CustomerSummary) => string]> = [
  ['an e-mail address', ({ email, name }) => email ?? name],
  ['a whole name', ({ name }) => name],
  ['a family name', ({ name }) => name.split(' ').at(-1) ?? name],
  ['four letters', ({ name }) => name.slice(0, 4)],
  ['the end of a phone number', ({ phone, name }) => phone?.replaceAll(/\D/gu, '').slice(-6) ?? name],
];

/** Searches among everybody's customers, in the office and in the city. */
export const searchContests = (office: Office, city: Office): Contest[] =>
  KINDS.map(([name, textOf]) => ({
    name: `Search for ${name}`,
    comparedBy: 'time',
    contenders: [
      contender('office', office, textOf),
      { ...contender('city', city, textOf), goals: [{ of: 'p95', atMost: 150 }] },
    ],
  }));

function contender(name: string, office: Office, textOf: (customer: CustomerSummary) => string): Contender {
  const requests = office.people.flatMap(({ cookie, customers }) =>
    customers.slice(0, 5).map((customer) => ({
      path: `/api/customers?assignedTo=any&q=${encodeURIComponent(textOf(customer))}`,
      headers: { cookie },
    })),
  );
  const setUp: SetUp = (client, index) =>
    client.setRequests([...requests.slice(index * 7), ...requests.slice(0, index * 7)]);
  return { name, measure: (seconds) => flatOut({ connections: SEARCHERS, url: office.url, setUp }, seconds) };
}
