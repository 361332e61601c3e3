import { demoPassword } from '@caseload/shared/session/demoPeople.ts';
import type { Contest } from '../contest.ts';
import { type Ask, atTheirPace, counted } from '../drive/atTheirPace.ts';
import { connect } from '../drive/connection.ts';
import { during } from '../drive/during.ts';
import type { Office } from '../office.ts';
import type { Sizes } from '../sizes.ts';
import { type Measured, makeTally } from '../tally.ts';
import { leave } from './person.ts';
import { OWN_PAGE } from './requests.ts';

const READERS = 5;
const PAUSE_MS = 200;
/** Passwords are checked a few at a time; a browser would wait longer than ten seconds. */
const PATIENCE_MS = 60_000;

/** Everybody signs in at the same moment; and what those wait who are in already. */
export function signInContests(office: Office, { signIns }: Sizes): Contest[] {
  const storm = () => signInAtOnce(office, signIns);
  const read = (seconds: number) => readPages(office, seconds);
  return [
    {
      name: `${signIns} sign in at once`,
      comparedBy: 'rate',
      contenders: [{ name: 'Caseload', goals: [{ of: 'p99', atMost: 60_000 }], measure: storm }],
    },
    {
      name: `Pages while ${signIns} sign in`,
      comparedBy: 'time',
      contenders: [
        { name: 'pages alone', measure: read },
        { name: `pages while ${signIns} sign in`, measure: (seconds) => during(storm, read, seconds) },
      ],
    },
  ];
}

async function signInAtOnce({ url, emailOf }: Office, count: number): Promise<Measured> {
  const tally = makeTally();
  const begun = performance.now();
  const connections = Array.from({ length: count }, () => connect(url, '', PATIENCE_MS));
  await Promise.all(
    connections.map((connection, index) =>
      counted(
        connection,
        tally,
      )({
        method: 'POST',
        path: '/api/session',
        body: JSON.stringify({ email: emailOf(index + 1), password: demoPassword }),
      }),
    ),
  );
  leave(connections.map((connection) => ({ connection })));
  return tally.measured((performance.now() - begun) / 1_000);
}

async function readPages({ url, deskOf }: Office, seconds: number): Promise<Measured> {
  const workers = Array.from({ length: READERS }, (_, index) => ({
    connection: connect(url, deskOf(index).person.cookie),
    thinkMs: () => PAUSE_MS,
    doNext: async (ask: Ask) => {
      await ask({ path: OWN_PAGE });
    },
  }));
  try {
    return await atTheirPace(workers, seconds);
  } finally {
    leave(workers);
  }
}
