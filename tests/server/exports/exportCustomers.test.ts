import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayIn } from '@caseload/shared/time/dayIn.ts';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { tripsUntilStill } from '../../support/tripsUntilStill.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { type CsvRow, parseCsv } from '../activity/parseCsv.ts';
import { bytesOf } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';

let database: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;
let ana: Agent;

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  server = await startTestServer(proxy.url);
  ana = await server.signIn(cast.harbour.employee);
  const ada = await server.signIn(cast.harbour.admin);
  for (const [key, label, type] of [
    ['score', 'Score', 'number'],
    ['branch', 'Name', 'text'],
    ['old', 'Old', 'text'],
  ]) {
    const { body } = await ada.post('/api/custom-fields').send({ key, label, type }).expect(201);
    if (key !== 'old') continue;
    await ada
      .patch(`/api/custom-fields/${key}`)
      .send({ updatedAt: body.updatedAt, archived: true })
      .expect(200);
  }
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
});

async function download(query: Record<string, string> = {}, agent = ana) {
  const answer = await agent
    .get('/api/customers.csv')
    .query(query)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  const bytes: Buffer = answer.body;
  const text = bytes.toString();
  return { headers: answer.headers, bytes, text, rows: parseCsv(text) };
}
const columnOf = (rows: readonly CsvRow[], name: string) => rows.map((row) => row[name]);

describe('the file', () => {
  let ids: string[];
  beforeAll(async () => {
    ids = await createCustomers(database.url, cast.harbour, [
      {
        name: '=HYPERLINK("x")',
        email: 'a@customer.example',
        phone: '+49 30 1',
        status: 'in_progress',
        priority: 'urgent',
        assignedTo: cast.harbour.employee.id,
        dueAt: '2026-12-01T09:00:00.000000Z',
        tags: ['vip', 'late'],
        notes: 'two\nlines; "x"',
        fields: { score: -5, branch: '@home', old: 'was here', free: 'anything', more: true },
      },
      { name: 'Plain', assignedTo: cast.harbour.colleague.id, status: 'closed' },
      { name: 'Put away', archived: true },
    ]);
    await createCustomers(database.url, cast.northgate, [{ name: 'Not yours' }]);
  });

  test('is named after the day it is for whoever asks', async () => {
    // A day apart at every moment.
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Niue']) {
      const day = dayIn(new Date(), timeZone);
      const { headers } = await download({ timeZone });
      expect(headers['content-disposition']).toBe(`attachment; filename="caseload-customers-${day}.csv"`);
      const asked = await ana.head('/api/customers.csv').query({ timeZone }).expect(200);
      expect(asked.headers['content-disposition']).toBe(headers['content-disposition']);
    }
  });

  test('is a download that says how many rows it has', async () => {
    const { headers, bytes, text } = await download();
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="caseload-customers-\d{4}-\d\d-\d\d\.csv"$/u,
    );
    expect(headers['x-total-count']).toBe('2');
    expect(headers['cache-control']).toBe('no-store');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.split('\r\n')[0]).toBe(
      '\ufeffid,name,email,phone,status,priority,assigned to,due,follow-up,tags,notes,archived,created,updated,version,external id,Score,Name (branch),Old,other fields',
    );
  });

  test('says people and statuses by name, holds every custom value, and makes no formula of anything', async () => {
    const { rows } = await download();
    expect(rows[0]).toMatchObject({
      id: ids[0],
      name: `'=HYPERLINK("x")`,
      email: 'a@customer.example',
      phone: "'+49 30 1",
      status: 'In progress',
      priority: 'urgent',
      'assigned to': cast.harbour.employee.name,
      due: '2026-12-01T09:00:00.000000Z',
      'follow-up': '',
      tags: 'vip, late',
      notes: 'two\nlines; "x"',
      archived: 'no',
      version: '1',
      // A number is no formula.
      Score: '-5',
      'Name (branch)': "'@home",
      Old: 'was here',
      'other fields': '{"free":"anything","more":true}',
    });
    expect(rows[0]?.['created']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u);
    expect(rows[1]).toMatchObject({ name: 'Plain', 'assigned to': cast.harbour.colleague.name, Score: '' });
  });

  test('takes the filters of the list', async () => {
    const names = async (query: Record<string, string>) => {
      const { rows, headers } = await download(query);
      expect(headers['x-total-count']).toBe(String(rows.length));
      return columnOf(rows, 'name');
    };
    expect(await names({ archived: 'any' })).toHaveLength(3);
    expect(await names({ archived: 'true' })).toEqual(['Put away']);
    expect(await names({ assignedTo: 'me' })).toEqual([`'=HYPERLINK("x")`]);
    expect(await names({ category: 'done' })).toEqual(['Plain']);
    expect(await names({ tag: 'vip', status: 'in_progress,new' })).toHaveLength(1);
    expect(await names({ q: 'plai' })).toEqual(['Plain']);
    expect(await names({ q: 'nobody at all' })).toEqual([]);
    expect(await names({ assignedTo: cast.northgate.employee.id })).toEqual([]);
  });

  test.each(['status=gone', 'limit=5', 'cursor=x', 'sort=name', 'include=total', 'assignedTo=you'])(
    'is refused with ?%s, as a problem',
    async (query) => {
      const answer = await ana.get(`/api/customers.csv?${query}`).expect(400);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.headers['content-disposition']).toBeUndefined();
    },
  );

  test('is not for visitors, and not read for who only asks about it', async () => {
    await server.visitor().get('/api/customers.csv').expect(401);
    proxy.takeRoundTrips();
    const { headers } = await ana.head('/api/customers.csv').expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(proxy.takeRoundTrips()).toBe(0);
  });
});

describe('a large file', () => {
  const COUNT = 2_100;
  const PAGES = Math.floor(COUNT / 200) + 1;
  const NOTES = 'x'.repeat(20_000);
  let ben: Agent;
  let ids: string[];

  beforeAll(async () => {
    ben = await server.signIn(cast.northgate.colleague);
    ids = await createCustomers(
      database.url,
      cast.northgate,
      Array.from({ length: COUNT }, (_, i) => ({
        name: `Large ${i}`,
        status: ['new', 'waiting', 'closed'][i % 3] ?? 'new',
        notes: NOTES,
        tags: ['large'],
      })),
    );
  }, 60_000);

  test('holds every customer once and in order although they change meanwhile', async () => {
    proxy.takeRoundTrips();
    const downloading = download({ tag: 'large' }, ben);
    await expect.poll(() => proxy.takeRoundTrips(), { interval: 1 }).toBeGreaterThan(0);
    const [last = ''] = ids.slice(-1);
    const { body } = await ben.get(`/api/customers/${last}`).expect(200);
    await ben
      .patch(`/api/customers/${last}`)
      .send({ updatedAt: body.updatedAt, name: 'A new name', status: 'new', dueAt: '2020-01-01T00:00:00Z' })
      .expect(200);
    await ben
      .post('/api/customers')
      .send({ name: 'Too late', tags: ['large'] })
      .expect(201);
    const { rows, headers } = await downloading;
    expect(headers['x-total-count']).toBe(String(COUNT));
    expect(new Set(columnOf(rows, 'id'))).toEqual(new Set(ids));
    expect(rows).toHaveLength(COUNT);
    const created = columnOf(rows, 'created');
    expect(created).toEqual(created.toSorted());
  });

  test('is read no faster than it is taken, holds no connection, and stops when nobody takes it', async () => {
    const cookie = await signInCookie(server.address, cast.northgate.employee);
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
  });

  /** Asks for the file over a connection of its own, which nobody reads from. */
  async function openDownload(cookie: string): Promise<Socket> {
    const { hostname, port } = new URL(server.address);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(bytesOf({ method: 'GET', path: '/api/customers.csv', headers: [['Cookie', cookie]] }));
    return socket;
  }
});
