import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayIn } from '@caseload/shared/time/dayIn.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { tripsUntilStill } from '../../support/tripsUntilStill.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { bytesOf } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';
import { parseCsv } from './parseCsv.ts';
import { recordComments } from './recordActions.ts';

let database: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;
let ana: Agent;
let customer: string;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  server = await startTestServer(proxy.url);
  ana = await server.signIn(cast.harbour.employee);
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
});

async function download(query: Record<string, string> = {}, agent = ana) {
  const answer = await agent
    .get('/api/activity.csv')
    .query(query)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  const bytes: Buffer = answer.body;
  return { headers: answer.headers, text: bytes.toString(), bytes };
}

describe('the file', () => {
  beforeAll(async () => {
    [customer = ''] = await createCustomers(database.url, cast.harbour, [
      { name: '=cmd|"/c calc"!A1', assignedTo: cast.harbour.employee.id, phone: '030 1' },
    ]);
    await createCustomers(database.url, cast.northgate, [{ name: 'Not yours' }]);
    const { updatedAt } = (await ana.get(`/api/customers/${customer}`)).body;
    await ana
      .patch(`/api/customers/${customer}`)
      .set('X-Request-Id', 'request-0001')
      .send({
        updatedAt,
        phone: '+49 30 1',
        tags: ['vip', 'a,b'],
        fields: { score: -5 },
        notes: 'two\nlines; "x"',
      })
      .expect(200);
    for (const body of [
      '@SUM(A1)',
      '-1+1',
      '\tindented',
      '\rreturn',
      'plain – äöü 🦊',
      ' =not first',
      'two\nlines',
      '＝wide',
    ]) {
      await ana.post(`/api/customers/${customer}/comments`).send({ body }).expect(201);
    }
  });

  test('is named after the day it is for whoever asks', async () => {
    // A day apart at every moment.
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Niue']) {
      const day = dayIn(new Date(), timeZone);
      const { headers } = await download({ timeZone });
      expect(headers['content-disposition']).toBe(`attachment; filename="caseload-activity-${day}.csv"`);
    }
    await ana.patch('/api/settings').send({ timeZone: 'Pacific/Kiritimati' }).expect(200);
    const { headers } = await download();
    expect(headers['content-disposition']).toContain(dayIn(new Date(), 'Pacific/Kiritimati'));
    await ana.patch('/api/settings').send({ timeZone: null }).expect(200);
  });

  test('is a download that spreadsheets take for UTF-8', async () => {
    const { headers, bytes, text } = await download();
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="caseload-activity-\d{4}-\d\d-\d\d\.csv"$/u,
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.split('\r\n')[0]).toBe(
      '\ufefftime,person,door,action type,customer,customer id,field,from,to,comment,version,request id,action id',
    );
    expect(text.endsWith('\r\n')).toBe(true);
  });

  test('has a row for each changed field, and one for what changed none', async () => {
    const rows = parseCsv((await download()).text);
    const [update] = await rowsOf<{ id: string; created_at: Date }>(
      database.url,
      "select id, created_at from customer_actions where type = 'update'",
    );
    const changes = rows.filter((row) => row['action id'] === update?.id);
    expect(changes.map(({ field, from, to }) => ({ field, from, to }))).toEqual(
      expect.arrayContaining([
        { field: 'phone', from: '030 1', to: "'+49 30 1" },
        { field: 'tags', from: '[]', to: '["vip","a,b"]' },
        { field: 'fields.score', from: '', to: "'-5" },
        { field: 'notes', from: '', to: 'two\nlines; "x"' },
      ]),
    );
    expect(changes).toHaveLength(4);
    expect(changes[0]).toMatchObject({
      person: cast.harbour.employee.name,
      door: 'api',
      'action type': 'update',
      customer: `'=cmd|"/c calc"!A1`,
      'customer id': customer,
      comment: '',
      version: '2',
      'request id': 'request-0001',
    });
    expect(changes[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u);
    expect(rows.filter((row) => row['action type'] === 'create')).toMatchObject([
      { field: '', version: '1' },
    ]);
    expect(rows).toHaveLength(1 + 4 + 8);
    expect(rows.some((row) => row['customer'] === 'Not yours')).toBe(false);
  });

  test('makes no formula of anything', async () => {
    const { text } = await download();
    const comments = parseCsv(text)
      .map((row) => row['comment'])
      .filter(Boolean);
    expect(comments).toEqual([
      "'＝wide",
      'two\nlines',
      ' =not first',
      'plain – äöü 🦊',
      "'\rreturn",
      "'\tindented",
      "'-1+1",
      "'@SUM(A1)",
    ]);
    const cells = parseCsv(text).flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/u.test(cell))).toEqual([]);
  });

  test('takes the filters of the list', async () => {
    const only = async (query: Record<string, string>) => parseCsv((await download(query)).text);
    expect(await only({ type: 'comment' })).toHaveLength(8);
    expect(await only({ field: 'tags' })).toHaveLength(4);
    expect(await only({ actor: cast.harbour.admin.id })).toHaveLength(1);
    expect(await only({ before: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await only({ customer: cast.harbour.admin.id })).toEqual([]);
  });

  test.each(['type=login', 'from=yesterday', 'limit=5', 'cursor=x', 'actor=me'])(
    'is refused with ?%s, as a problem',
    async (query) => {
      const answer = await ana.get(`/api/activity.csv?${query}`).expect(400);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.headers['content-disposition']).toBeUndefined();
    },
  );

  test('is not read for who only asks about it', async () => {
    proxy.takeRoundTrips();
    const { headers, text } = await ana.head('/api/activity.csv').expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text ?? '').toBe('');
    expect(proxy.takeRoundTrips()).toBe(0);
  });

  test('is not for visitors', async () => {
    await server.visitor().get('/api/activity.csv').expect(401);
  });
});

/** Asks for the file over a connection of its own, which nobody reads from unless told to. */
async function openDownload(cookie: string): Promise<Socket> {
  const { hostname, port } = new URL(server.address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(bytesOf({ method: 'GET', path: '/api/activity.csv', headers: [['Cookie', cookie]] }));
  return socket;
}

describe('a large file', () => {
  const COUNT = 2_500;
  const TEXT = 'x'.repeat(30_000);
  /** What reading all of it takes. */
  const PAGES = Math.floor(COUNT / 100) + 1;
  let cookie: string;

  beforeAll(async () => {
    const customers = await createCustomers(database.url, cast.northgate, [{}, {}]);
    await rowsOf(database.url, 'alter table customer_actions disable trigger customer_actions_kept');
    await rowsOf(database.url, 'delete from customer_actions where organisation_id = $1 and type = $2', [
      cast.northgate.organisationId,
      'comment',
    ]);
    await rowsOf(database.url, 'alter table customer_actions enable trigger customer_actions_kept');
    await recordComments(database.url, cast.northgate, customers, { count: COUNT, text: TEXT });
    cookie = await signInCookie(server.address, cast.northgate.employee);
  });

  /** Whether a chunked answer was not cut. A row that ends with 0 is no end: before the last piece stands that of another. */
  const isWhole = (text: string) => text.endsWith('\r\n0\r\n\r\n');

  test('is whole, in order, and ends at what there was when it began', async () => {
    const agent = await server.signIn(cast.northgate.employee);
    const [{ id: theirs } = { id: '' }] = await rowsOf<{ id: string }>(
      database.url,
      'select id from customers where organisation_id = $1 limit 1',
      [cast.northgate.organisationId],
    );
    // Who asks is known by then: the first thing read is the file's.
    await agent.get('/api/session').expect(200);
    proxy.takeRoundTrips();
    const downloading = download({}, agent);
    await expect.poll(() => proxy.takeRoundTrips(), { interval: 1 }).toBeGreaterThan(0);
    await agent.post(`/api/customers/${theirs}/comments`).send({ body: 'meanwhile' }).expect(201);
    const rows = parseCsv((await downloading).text);
    const comments = rows.filter((row) => row['action type'] === 'comment');
    expect(comments).toHaveLength(COUNT);
    expect(comments.map((row) => Number(row['comment']?.split(' ')[1]))).toEqual(
      Array.from({ length: COUNT }, (_, i) => COUNT - i),
    );
    expect(new Set(rows.map((row) => row['action id'])).size).toBe(rows.length);
  });

  test('is read no faster than it is taken, holds no connection, and stops when nobody takes it', async () => {
    proxy.takeRoundTrips();
    const socket = await openDownload(cookie);
    const taken = await tripsUntilStill(proxy, 1);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(PAGES / 2);
    const open = await rowsOf(
      database.url,
      "select from pg_stat_activity where application_name = 'caseload-main' and datname = current_database() and state <> 'idle'",
    );
    expect(open).toEqual([]);

    socket.destroy();
    expect(await tripsUntilStill(proxy)).toBeLessThanOrEqual(1);
    expect((await ana.get('/api/session')).status).toBe(200);
  });

  test('goes on where it was when the reader goes on', async () => {
    proxy.takeRoundTrips();
    const socket = await openDownload(cookie);
    await tripsUntilStill(proxy, 1);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk.length > 50 ? chunk.slice(-50) : chunk;
    });
    const ended = new Promise<void>((resolve) => socket.once('end', resolve));
    socket.resume();
    await ended;
    expect(isWhole(text)).toBe(true);
  });

  test('that breaks on the way is cut, not ended as if it were whole', async () => {
    proxy.takeRoundTrips();
    const socket = await openDownload(cookie);
    await tripsUntilStill(proxy, 1);
    await rowsOf(database.url, 'alter table customer_actions rename to elsewhere');
    try {
      let tail = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk: string) => {
        tail = (tail + chunk).slice(-50);
      });
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.resume();
      await closed;
      expect(isWhole(tail)).toBe(false);
    } finally {
      await rowsOf(database.url, 'alter table elsewhere rename to customer_actions');
    }
  });
});

test('a whole export counts as one request', async () => {
  const tight = await startTestServer(database.url, { RATE_LIMIT_MAX: '3' });
  try {
    const agent = await tight.signIn(cast.northgate.colleague);
    for (let i = 0; i < 3; i += 1) await agent.get('/api/activity.csv?type=create').expect(200);
    await agent.get('/api/activity.csv?type=create').expect(429);
  } finally {
    await tight.stop();
  }
});
