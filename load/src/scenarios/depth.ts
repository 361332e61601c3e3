import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { Contender, Contest } from '../contest.ts';
import { connect } from '../drive/connection.ts';
import { flatOut, type SetUp } from '../drive/flatOut.ts';
import { must } from '../drive/must.ts';
import { inTurns } from '../inTurns.ts';
import type { Office, Worker } from '../office.ts';

/** A page of a list; the last one where the list has fewer. */
type Place = {
  readonly name: string;
  readonly list: string;
  readonly page: number;
  /** Whose sessions ask. */
  readonly who: 'everybody' | 'busiest' | 'one';
};

const OWN = '/api/customers?assignedTo=me';
const ALL = '/api/customers?assignedTo=any';
const LAST_CHANGED = `${ALL}&sort=-updatedAt`;
const READERS = 4;
const WALKERS = 2;

const PLACES: readonly Place[] = [
  { name: 'the first page of 500', list: OWN, page: 1, who: 'everybody' },
  { name: 'the last page of 500', list: OWN, page: Number.POSITIVE_INFINITY, who: 'everybody' },
  { name: 'the first page of 1,500', list: OWN, page: 1, who: 'busiest' },
  { name: 'page 10 of 1,500', list: OWN, page: 10, who: 'busiest' },
  { name: 'the last page of 1,500', list: OWN, page: Number.POSITIVE_INFINITY, who: 'busiest' },
  { name: "the first page of everybody's", list: ALL, page: 1, who: 'one' },
  { name: "page 50 of everybody's", list: ALL, page: 50, who: 'one' },
  { name: 'the first page of those changed last', list: LAST_CHANGED, page: 1, who: 'one' },
  { name: 'page 50 of those changed last', list: LAST_CHANGED, page: 50, who: 'one' },
];

/** The same page in the office and in the city, which has many times as many customers. */
export const depthContests = (office: Office, city: Office): Contest[] =>
  PLACES.map((place) => ({
    name: `Office and city: ${place.name}`,
    comparedBy: 'time',
    contenders: [
      contender('office', office, place),
      { ...contender('city', city, place), goals: [{ of: 'ratio', atMost: 1.2 }] },
    ],
  }));

function contender(name: string, office: Office, { list, page, who }: Place): Contender {
  const people = {
    everybody: office.people,
    busiest: [office.busiest],
    one: office.people.slice(0, 1),
  }[who];
  let paths: Promise<string[]> | undefined;
  return {
    name,
    async measure(seconds) {
      paths ??= inTurns(people, WALKERS, (person) => pathOf(office, person, list, page));
      const requests = (await paths).map((path, index) => ({
        path,
        headers: { cookie: people[index]?.cookie ?? '' },
      }));
      const setUp: SetUp = (client, index) =>
        client.setRequests([...requests.slice(index), ...requests.slice(0, index)]);
      return flatOut({ connections: READERS, url: office.url, setUp }, seconds);
    },
  };
}

/** Where the page begins; walks there as a person does, from page to page. */
async function pathOf({ url }: Office, { cookie }: Worker, list: string, page: number): Promise<string> {
  const connection = connect(url, cookie);
  try {
    let path = list;
    for (let at = 1; at < page; at += 1) {
      const { nextCursor } = await must(connection, listCustomers.responses[200], { path });
      if (nextCursor === null) break;
      path = `${list}&cursor=${encodeURIComponent(nextCursor)}`;
    }
    return path;
  } finally {
    connection.close();
  }
}
