import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import type { RawAnswer } from '../http/exchange.ts';
import type { ValidCall } from '../http/validCalls.ts';
import { makeWorld, type World } from '../http/world.ts';
import { digestOf } from '../isolation/canaries.ts';
import { send } from './ask.ts';
import { callOf } from './calls.ts';
import { type Expectation, expectations, PUBLIC } from './expectations.ts';
import { type Caller, type Callers, IDENTITIES, type IdentityName, makeCallers } from './identities.ts';

let database: TestDatabase;
let cast: Cast;
let server: TestServer;
let world: World;
let callers: Callers;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  world = await makeWorld(server.address, database.url, cast);
  callers = await makeCallers(world, database.url);
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});

type Outcome = 'yes' | number;

function expectedOf(id: string, name: IdentityName, { may, stranger, otherwise }: Expectation): Outcome {
  const caller = callers[name];
  if (caller === undefined || name === 'deactivated') return PUBLIC.has(id) ? 'yes' : 401;
  if (name === 'other organisation' && stranger !== 'their own') return stranger === 'nothing' ? 404 : 400;
  const owner = { assignee: cast.harbour.employee.id, supervisor: cast.harbour.supervisor.id };
  return may(caller, owner) ? 'yes' : otherwise;
}

/** A change that came too late was let in: whether somebody may is asked before. */
function outcomeOf({ status, text }: RawAnswer): Outcome | { readonly failed: string } {
  if (status < 300) return 'yes';
  if (status === 409 && /"type":"(?:conflict|outdated)"/u.test(text)) return 'yes';
  return status < 500 ? status : { failed: text };
}

/** Calls after which the session is gone have one of their own. */
const cookieFor = (id: string, caller: Caller | undefined) =>
  caller?.cookies[['', 'signIn', 'signOut'].indexOf(id)] ?? caller?.cookies[0];

/** Written in their own time: when sessions were last used, conflicts counted, reports computed. */
const IN_THE_BACKGROUND: ReadonlySet<string> = new Set(['sessions', 'conflict_counts', 'report_snapshots']);

/** Everything of both organisations, once no import is at work any more. */
async function stored() {
  await expect
    .poll(() => rowsOf(database.url, 'select from imports where work is not null'), { timeout: 20_000 })
    .toEqual([]);
  const digests = await Promise.all(
    [cast.harbour, cast.northgate].map(({ organisationId }) => digestOf(database.url, organisationId)),
  );
  return digests.map((tables) => Object.entries(tables).filter(([table]) => !IN_THE_BACKGROUND.has(table)));
}

test('every endpoint has a row, and every row an endpoint', () => {
  expect(Object.keys(expectations).toSorted()).toEqual(endpoints.map(({ id }) => id).toSorted());
  expect(
    endpoints
      .filter(({ access }) => access === 'public')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([...PUBLIC].toSorted());
});

// What others need goes last: the team, sessions, and the password of all.
const LAST = ['deleteTeam', 'revokeOtherSessions', 'changePassword'];
const inOrder = endpoints.toSorted((a, b) => LAST.indexOf(a.id) - LAST.indexOf(b.id));

test.each(inOrder)('$method $path ($id)', async ({ id, method }) => {
  const expectation = expectations[id];
  if (!expectation) throw new Error(`expectations.ts has no row for ${id}`);
  const expected = new Map(IDENTITIES.map((name) => [name, expectedOf(id, name, expectation)]));
  const found = new Map<IdentityName, ReturnType<typeof outcomeOf>>();
  const call = async (name: IdentityName, prepared?: ValidCall) => {
    const asked = prepared ?? (await callOf(id, world));
    const answer = await send(world, method, asked, cookieFor(id, callers[name]));
    found.set(name, outcomeOf(answer));
    return answer;
  };

  // Who may not comes first: what they would have changed is there for those who may.
  const refused = IDENTITIES.filter((name) => expected.get(name) !== 'yes');
  const forAll = await callOf(id, world);
  const before = await stored();
  for (const name of refused) await call(name, forAll);
  if (refused.length > 0) expect(await stored()).toEqual(before);
  const answers: RawAnswer[] = [];
  for (const name of IDENTITIES) {
    if (!refused.includes(name)) answers.push(await call(name));
  }

  expect(Object.fromEntries(IDENTITIES.map((name) => [name, found.get(name)]))).toEqual(
    Object.fromEntries(expected),
  );
  // At least one of them really did it.
  expect(answers.some(({ status }) => status < 300)).toBe(true);
});
