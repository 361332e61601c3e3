import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problem } from '@caseload/shared/contracts/problems.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startTestServer, type TestServer } from '../../support/testServer.ts';
import { exchange, type RawAnswer } from './exchange.ts';
import type { Refusal } from './hostileInput.ts';
import { hostileInputs } from './hostileInputs.ts';
import { makeWorld, type World } from './world.ts';

const PATIENCE_MS = 1_000;
const ROWS_BETWEEN_DIGESTS = 20;
/** A refusal says what is wrong, not everything that is. */
const LONGEST_REFUSAL = 50_000;

let database: TestDatabase;
let server: TestServer;
let cast: Cast;
let world: World;
let eye: Client;
let before: string;
let sent = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  server = await startTestServer(database.url);
  world = await makeWorld(server.address, database.url, cast);
  eye = new Client({ connectionString: database.url });
  await eye.connect();
  before = await everything();
});

afterAll(async () => {
  await eye?.end();
  await server?.stop();
  await database?.drop();
});

/**
 * A digest of every row of every table, past all policies; only what tells of a session's use may move with time, and
 * the count of conflicts, which is one of refusals.
 */
async function everything(): Promise<string> {
  const { rows: tables } = await eye.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'caseload_meta') and tablename <> 'conflict_counts' order by 1",
  );
  const digests = tables.map(
    ({ name }) =>
      `(select '${name} ' || count(*) || ' ' || md5(coalesce(string_agg(line, '|' order by line), '')) from (select (to_jsonb(t) - 'expire' #- '{sess,seenAt}')::text as line from ${name} t))`,
  );
  const { rows } = await eye.query<{ state: string }>(
    `select concat_ws(E'\\n', ${digests.join(', ')}) as state`,
  );
  return rows[0]?.state ?? '';
}

/** What an answer must never carry: stacks, SQL, addresses of files, names of libraries. */
const INSIDE =
  /\n\s+at |node_modules|\.[jt]s:\d|file:\/\/|\bselect\b.*\bfrom\b|violates|relation "|syntax error|pg_|zod|express|<html|<!doctype/iu;

/** The answer without the rate limiter's partition key: Base64 of a digest may spell any word. */
const legible = (text: string) => text.replace(/; pk=:[A-Za-z0-9+/=]*:/gu, '');

function expectRefusal(answer: RawAnswer, refusal: Refusal): void {
  expect(answer.status, answer.text).toBe(refusal.status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json(?:; charset=utf-8)?$/u);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(legible(answer.text)).not.toMatch(INSIDE);
  expect(answer.body.length).toBeLessThan(LONGEST_REFUSAL);
  const body = problem.parse(JSON.parse(answer.body));
  expect(body).toMatchObject({ type: refusal.type, status: refusal.status });
  expect(body.instance).toMatch(/^[A-Za-z0-9._-]{8,100}$/u);
  expect(answer.headers.get('x-request-id') ?? body.instance).toBe(body.instance);
  if (body.type === 'validation') {
    const named = body.issues.map(({ pointer }) => pointer);
    const isNamed = (place: string) =>
      named.some((pointer) => pointer === place || (place !== '' && pointer.startsWith(`${place}/`)));
    expect(
      refusal.pointers.filter((place) => !isNamed(place)),
      answer.body,
    ).toEqual([]);
    expect(body.issues.every(({ message }) => message !== '')).toBe(true);
  }
  expect(answer.ms).toBeLessThan(PATIENCE_MS);
}

describe('hostile input is refused and changes nothing', () => {
  test.each(hostileInputs)('$name', async ({ bytes, refusal }) => {
    const first = await exchange(server.address, bytes(world));
    // On a crowded machine anything may be late once; what is slow by itself is late again.
    const answer = first.ms < PATIENCE_MS ? first : await exchange(server.address, bytes(world));
    expectRefusal(answer, refusal);
    sent += 1;
    // Every row is looked at before the last word; in between often enough to know where to search.
    if (sent % ROWS_BETWEEN_DIGESTS === 0) expect(await everything()).toBe(before);
  });

  test('and all of them together have changed nothing', async () => {
    expect(sent).toBe(hostileInputs.length);
    expect(await everything()).toBe(before);
  });

  test('there are at least 300 of them, each with a name of its own', () => {
    expect(new Set(hostileInputs.map(({ name }) => name)).size).toBe(hostileInputs.length);
    expect(hostileInputs.length).toBeGreaterThanOrEqual(300);
  });

  test('and the server still answers', async () => {
    await server.visitor().get('/health').expect(200, { status: 'ok' });
  });
});
