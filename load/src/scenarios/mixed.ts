import type { Contest } from '../contest.ts';
import { flatOut, type SetUp } from '../drive/flatOut.ts';
import type { Office } from '../office.ts';
import type { Sizes } from '../sizes.ts';
import { atDesks, COMMENT, commentOn, JSON_TYPE, OWN_PAGE, updateOf } from './requests.ts';

/** Of twenty requests. */
const MIX = [...Array<'page'>(16).fill('page'), 'comment', 'comment', 'comment', 'update'] as const;

/** A day's work, without the pauses. */
export function mixedContest(office: Office, floorUrl: string, { writers: connections }: Sizes): Contest {
  const onFloor = { connections, url: floorUrl, setUp: mixFloor(office) };
  // After the floor's turn the first base is stale: the answer names the current one.
  const onCaseload = { connections, url: office.url, setUp: mix(office), expected: [409] };
  return {
    name: `${connections} at mixed work: 80 % pages, 15 % comments, 5 % updates`,
    comparedBy: 'rate',
    contenders: [
      { name: 'floor', measure: (seconds) => flatOut(onFloor, seconds) },
      {
        name: 'Caseload',
        goals: [
          { of: 'ratio', atLeast: 1.2 },
          { of: 'p99', atMost: 40 },
        ],
        measure: (seconds) => flatOut(onCaseload, seconds),
      },
    ],
  };
}

function mixFloor(office: Office): SetUp {
  return atDesks(office, (client, { customer, person }, index) => {
    const body = {
      page: undefined,
      comment: COMMENT,
      update: JSON.stringify({ notes: 'A turn of the load run.' }),
    };
    client.setRequests(
      rotated(MIX, index).map((what) =>
        what === 'page'
          ? { path: `/page/${person.id}` }
          : { method: 'POST', path: `/${what}/${customer.id}`, headers: JSON_TYPE, body: body[what] },
      ),
    );
  });
}

function mix(office: Office): SetUp {
  return atDesks(office, (client, { customer, person: { cookie } }, index, tally) => {
    const requests = {
      page: { path: OWN_PAGE, headers: { cookie } },
      comment: commentOn(customer, cookie),
      update: updateOf(cookie, customer, tally),
    } as const;
    client.setRequests(rotated(MIX, index).map((what) => requests[what]));
  });
}

/** Begun at another place, so that not everybody does the same at once. */
const rotated = <T>(list: readonly T[], by: number): T[] => [
  ...list.slice(by % list.length),
  ...list.slice(0, by % list.length),
];
