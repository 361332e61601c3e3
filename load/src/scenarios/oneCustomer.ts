import type { SignedIn } from '../client.ts';
import type { Contest } from '../contest.ts';
import { type Ask, atTheirPace } from '../drive/atTheirPace.ts';
import { connect } from '../drive/connection.ts';
import { during } from '../drive/during.ts';
import { flatOut, type SetUp } from '../drive/flatOut.ts';
import type { Office } from '../office.ts';
import type { Sizes } from '../sizes.ts';
import type { Measured } from '../tally.ts';
import { COMMENT, updateOf } from './requests.ts';

/** So few and so seldom that they never wait for each other. */
const COMMENTERS = 5;
const PAUSE_MS = 100;

/** Everybody changes one customer, knowing what the last answer said; others comment on it meanwhile. */
export function oneCustomerContests(
  office: Office,
  supervisor: SignedIn,
  { writers: connections }: Sizes,
): Contest[] {
  const { customer } = office.deskOf(1);
  // Supervisors may change everybody's customers.
  const setUp: SetUp = (client, _index, tally) =>
    client.setRequests([updateOf(supervisor.cookie, customer, tally)]);
  const work = { connections, url: office.url, expected: [409], setUp };
  const write = (seconds: number) => flatOut(work, seconds);
  const comment = (seconds: number) => commentOn(office, customer.id, seconds);
  return [
    {
      name: `${connections} write to one customer`,
      comparedBy: 'rate',
      contenders: [{ name: 'Caseload', goals: [{ of: 'p99', atMost: 1_000 }], measure: write }],
    },
    {
      name: `Comments on one customer that ${connections} write to`,
      comparedBy: 'time',
      contenders: [
        { name: 'comments alone', measure: comment },
        {
          name: `comments while ${connections} write`,
          goals: [{ of: 'ratio', atMost: 2 }],
          measure: (seconds) => during(write, comment, seconds),
        },
      ],
    },
  ];
}

async function commentOn(office: Office, id: string, seconds: number): Promise<Measured> {
  const workers = Array.from({ length: COMMENTERS }, (_, index) => ({
    connection: connect(office.url, office.deskOf(index).person.cookie),
    thinkMs: () => PAUSE_MS,
    doNext: async (ask: Ask) => {
      await ask({ method: 'POST', path: `/api/customers/${id}/comments`, body: COMMENT });
    },
  }));
  try {
    return await atTheirPace(workers, seconds);
  } finally {
    for (const { connection } of workers) connection.close();
  }
}
