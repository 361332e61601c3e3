import type { Contest } from '../contest.ts';
import { flatOut, type SetUp } from '../drive/flatOut.ts';
import type { Office } from '../office.ts';
import type { Sizes } from '../sizes.ts';
import { atDesks, COMMENT, commentOn, JSON_TYPE, updateOf } from './requests.ts';

const NOTES = JSON.stringify({ notes: 'One of many turns of the load run.' });

/** Everybody writes to a customer of their own; and all comment on the same one. */
export function writeContests(office: Office, floorUrl: string, { writers }: Sizes): Contest[] {
  const againstFloor = (name: string, floor: SetUp, caseload: SetUp): Contest => {
    const onFloor = { connections: writers, url: floorUrl, setUp: floor };
    // After the floor's turn the first base of an update is stale: the answer names the current one.
    const onCaseload = { connections: writers, url: office.url, setUp: caseload, expected: [409] };
    return {
      name,
      comparedBy: 'rate',
      contenders: [
        { name: 'floor', measure: (seconds) => flatOut(onFloor, seconds) },
        {
          name: 'Caseload',
          goals: [{ of: 'ratio', atLeast: 0.7 }],
          measure: (seconds) => flatOut(onCaseload, seconds),
        },
      ],
    };
  };
  const post = (path: string, body: string) => ({ method: 'POST', path, headers: JSON_TYPE, body }) as const;
  const { customer: shared } = office.deskOf(0);
  return [
    againstFloor(
      `${writers} comment`,
      atDesks(office, (client, { customer }) =>
        client.setRequests([post(`/comment/${customer.id}`, COMMENT)]),
      ),
      atDesks(office, (client, { customer, person }) =>
        client.setRequests([commentOn(customer, person.cookie)]),
      ),
    ),
    againstFloor(
      `${writers} comment on the same customer`,
      (client) => client.setRequests([post(`/comment/${shared.id}`, COMMENT)]),
      atDesks(office, (client, { person }) => client.setRequests([commentOn(shared, person.cookie)])),
    ),
    againstFloor(
      `${writers} update, each a customer of their own`,
      atDesks(office, (client, { customer }) => client.setRequests([post(`/update/${customer.id}`, NOTES)])),
      atDesks(office, (client, { customer, person }, _index, tally) =>
        client.setRequests([updateOf(person.cookie, customer, tally)]),
      ),
    ),
  ];
}
