import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ReportAnswer } from '@caseload/shared/reports/endpoints.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
/** One that gives a report up soon. */
let hurried: TestServer;
let sue: Agent;
let ada: Agent;
let impatient: Agent;
let obstacle: Client;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  await createCustomers(clone.url, cast.harbour, [{}, {}, {}]);
  server = await startTestServer(clone.url);
  hurried = await startTestServer(clone.url, { REPORT_TIMEOUT_MS: '700' });
  impatient = await hurried.signIn(cast.harbour.supervisor);
  sue = await server.signIn(cast.harbour.supervisor);
  ada = await server.signIn(cast.harbour.admin);
});
afterAll(async () => {
  await Promise.all([server?.stop(), hurried?.stop()]);
  await clone?.drop();
});

/** Nobody reads a customer until it is given up. */
beforeEach(async () => {
  obstacle = new Client({ connectionString: clone.url });
  await obstacle.connect();
});
afterEach(() => obstacle.end());
const block = async () => {
  await obstacle.query('begin');
  await obstacle.query('lock table customers in access exclusive mode');
};
const giveUp = () => obstacle.query('rollback');

const ask = async (day: string, agent = sue): Promise<ReportAnswer> =>
  (await agent.get(`/api/reports?from=${day}&to=${day}&timeZone=UTC`).expect(200)).body;
/** What the server that gives up soon says once nothing is at work any more. */
async function lastSaid(day: string): Promise<ReportAnswer> {
  for (;;) {
    const answer = await ask(day, impatient);
    if (!answer.isRunning) return answer;
  }
}
const grow = (minutes: number) =>
  rowsOf(clone.url, `update report_snapshots set computed_at = computed_at - $1 * interval '1 minute'`, [
    minutes,
  ]);

test('what took too long leaves the last good report, with its age', async () => {
  const fresh = await ask('2026-01-01');
  expect(fresh).toMatchObject({ isStale: false, isRunning: false, failure: null, report: { open: 3 } });
  await grow(5);
  await block();
  const stale = await lastSaid('2026-01-01');
  expect(stale).toMatchObject({ isStale: true, isRunning: false, failure: 'timeout' });
  expect(stale.report).toEqual(fresh.report);
  expect(stale.ageSeconds).toBeGreaterThanOrEqual(300);
  expect(stale.ageSeconds).toBeLessThan(360);
  expect(Date.parse(stale.computedAt ?? '')).toBeCloseTo(Date.parse(fresh.computedAt ?? '') - 300_000, -1);
  // Once it can be computed again, whoever asks does not have it tried again at once.
  await giveUp();
  expect(await ask('2026-01-01', impatient)).toMatchObject({ isStale: true, failure: 'timeout' });
});

test('without any report yet it is said that there is none', async () => {
  await block();
  expect(await lastSaid('2026-01-02')).toEqual({
    report: null,
    computedAt: null,
    ageSeconds: null,
    isStale: true,
    isRunning: false,
    failure: 'timeout',
  });
});

test('one who is fresh is not computed again, another question is', async () => {
  const first = await ask('2026-01-03');
  await createCustomers(clone.url, cast.harbour, [{}]);
  const again = await ask('2026-01-03', ada);
  expect(again).toMatchObject({ computedAt: first.computedAt, isStale: false });
  expect(again.report?.open).toBe(3);
  expect((await ask('2026-01-04')).report?.open).toBe(4);
  await grow(2);
  expect((await ask('2026-01-03')).report?.open).toBe(4);
});

test('who asks at the same moment shares one computation', async () => {
  await block();
  const asked = Array.from({ length: 8 }, (_, i) => ask('2026-01-05', i % 2 === 0 ? sue : ada));
  const computing = () =>
    rowsOf<{ count: number }>(
      clone.url,
      `select count(*)::int from pg_stat_activity
       where datname = current_database() and application_name = 'caseload-reports' and wait_event_type = 'Lock'`,
    );
  await expect.poll(computing, { interval: 20 }).toEqual([{ count: 1 }]);
  await giveUp();
  const answers = await Promise.all(asked);
  expect(new Set(answers.map(({ computedAt }) => computedAt)).size).toBe(1);
  expect(answers.every(({ isStale, report }) => !isStale && report !== null)).toBe(true);
});

test('a report of another version of the program counts as none', async () => {
  await ask('2026-01-06');
  await rowsOf(clone.url, `update report_snapshots set report = report - 'open'`);
  await block();
  expect(await lastSaid('2026-01-06')).toMatchObject({ report: null, failure: 'timeout' });
});

test('only so many are kept', async () => {
  await rowsOf(
    clone.url,
    `insert into report_snapshots (organisation_id, key, report, computed_at)
     select $1, 'old ' || n, '{}', now() - n * interval '1 hour' from generate_series(1, 500) n`,
    [cast.harbour.organisationId],
  );
  await ask('2026-01-07');
  const [row] = await rowsOf<{ kept: number; oldest: number }>(
    clone.url,
    `select count(*)::int as kept, max(now() - computed_at) < interval '14 days' as oldest from report_snapshots`,
  );
  expect(row).toEqual({ kept: 200, oldest: true });
});
