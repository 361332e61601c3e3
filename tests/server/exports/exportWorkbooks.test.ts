import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast, createCustomers } from '../../support/cast.ts';
import { tripsUntilStill } from '../../support/tripsUntilStill.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { parseCsv } from '../activity/parseCsv.ts';
import { bytesOf } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';
import { type ReadCell, readWorkbook } from './xlsx/readWorkbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let database: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let server: TestServer;
let ana: Agent;
let ids: string[];

beforeAll(async () => {
  database = await cloneDatabase();
  cast = await createCast(database.url);
  proxy = await startWireProxy(database.url);
  server = await startTestServer(proxy.url);
  ana = await server.signIn(cast.harbour.employee);
  const ada = await server.signIn(cast.harbour.admin);
  for (const [key, label, type] of [
    ['score', 'Score', 'number'],
    ['since', 'Since', 'date'],
    ['branch', 'Branch', 'text'],
  ]) {
    await ada.post('/api/custom-fields').send({ key, label, type }).expect(201);
  }
  ids = await createCustomers(database.url, cast.harbour, [
    {
      name: '=HYPERLINK("x")',
      phone: '+49 30 1',
      status: 'in_progress',
      assignedTo: cast.harbour.employee.id,
      dueAt: '2026-12-01T09:00:00.000000Z',
      tags: ['vip', 'late'],
      notes: 'two\nlines; \u0001',
      fields: { score: -5, since: '2026-11-21', branch: 7, free: true },
    },
    { name: 'Plain', fields: { score: 'many', since: 'long ago' } },
    { name: 'Put away', archived: true },
  ]);
  await createCustomers(database.url, cast.northgate, [{ name: 'Not yours' }]);
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
  await database?.drop();
});

async function download(path: string) {
  const answer = await ana
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  const bytes: Buffer = answer.body;
  return { headers: answer.headers, bytes };
}

/** The rows of the only sheet, by the names of the columns. */
async function rowsOfSheet(path: string) {
  const { headers, bytes } = await download(path);
  const [sheet, ...more] = readWorkbook(bytes);
  expect(more).toEqual([]);
  const names = [...(sheet?.cells ?? [])].flatMap(([place, cell]) =>
    /^[A-Z]+1$/u.test(place) && 'text' in cell ? [[place.slice(0, -1), cell.text] as const] : [],
  );
  const rows = Array.from({ length: (sheet?.rows ?? 1) - 1 }, (_, index) =>
    Object.fromEntries(names.map(([letters, name]) => [name, sheet?.cells.get(`${letters}${index + 2}`)])),
  );
  return { headers, sheet, rows };
}
const text = (value: string): ReadCell => ({ text: value, format: '@', bold: false });
const plain = (cell: ReadCell | undefined) => cell && ('text' in cell ? cell.text : cell.number);

describe('customers as a workbook', () => {
  test('are a download named after the day, with the number of rows', async () => {
    const { headers } = await download('/api/customers.xlsx');
    expect(headers).toMatchObject({
      'content-type': XLSX,
      'x-total-count': '2',
      'cache-control': 'no-store',
    });
    const day = new Date().toISOString().slice(0, 10);
    expect(headers['content-disposition']).toBe(`attachment; filename="caseload-customers-${day}.xlsx"`);
  });

  test('have dates, numbers of numeric fields, and text for everything else', async () => {
    const { rows, sheet } = await rowsOfSheet('/api/customers.xlsx');
    expect(sheet).toMatchObject({ name: 'Customers', frozen: 1 });
    expect(rows[0]).toMatchObject({
      id: text(ids[0] ?? ''),
      name: text('=HYPERLINK("x")'),
      phone: text('+49 30 1'),
      status: text('In progress'),
      'assigned to': text(cast.harbour.employee.name),
      'due (UTC)': { number: 46_357.375, format: 'yyyy-mm-dd hh:mm:ss' },
      'follow-up (UTC)': undefined,
      tags: text('vip, late'),
      notes: text('two\nlines; \ufffd'),
      archived: text('no'),
      version: { number: 1, format: 'General' },
      Score: { number: -5, format: 'General' },
      Since: { number: 46_347, format: 'yyyy-mm-dd' },
      Branch: text('7'),
      'other fields': text('{"free":true}'),
    });
    expect(rows[1]).toMatchObject({ name: text('Plain'), Score: text('many'), Since: text('long ago') });
    expect(rows).toHaveLength(2);
  });

  test('are those of the same filter', async () => {
    const filtered = async (query: string) => {
      const { rows, headers } = await rowsOfSheet(`/api/customers.xlsx?${query}`);
      expect(headers['x-total-count']).toBe(String(rows.length));
      return rows.map((row) => plain(row['name']));
    };
    expect(await filtered('archived=true')).toEqual(['Put away']);
    expect(await filtered('q=plain')).toEqual(['Plain']);
    expect(await filtered(`assignedTo=${cast.northgate.employee.id}`)).toEqual([]);
  });
});

describe('activity as a workbook', () => {
  beforeAll(async () => {
    const { body } = await ana.get(`/api/customers/${ids[0]}`).expect(200);
    const patch = { updatedAt: body.updatedAt, phone: '+49 30 2', tags: ['=1'], priority: 'low' };
    await ana.patch(`/api/customers/${ids[0]}`).send(patch).expect(200);
    await ana.post(`/api/customers/${ids[0]}/comments`).send({ body: '@SUM(A1)' }).expect(201);
  });

  test('says the same as the CSV file, with dates', async () => {
    const { rows, headers } = await rowsOfSheet('/api/activity.xlsx');
    expect(headers['content-disposition']).toMatch(/filename="caseload-activity-\d{4}-\d\d-\d\d\.xlsx"$/u);
    const csv = await download('/api/activity.csv');
    const lines = parseCsv(csv.bytes.toString());
    expect(rows).toHaveLength(3 + 3 + 1);
    expect(headers['x-total-count']).toBe('7');
    expect(csv.headers['x-total-count']).toBe('7');
    for (const [index, line] of lines.entries()) {
      const { time, ...others } = line;
      const { 'time (UTC)': at, ...cells } = rows[index] ?? {};
      expect(Object.keys(cells)).toEqual(Object.keys(others));
      const defused = (value: string | undefined) => value?.replace(/^'(?=[=+\-@])/u, '');
      expect(Object.values(cells).map((cell) => String(plain(cell) ?? ''))).toEqual(
        Object.values(others).map(defused),
      );
      // A day's number has room for about a millisecond.
      const moment = (Number(plain(at)) - 25_569) * 86_400_000;
      expect(Math.abs(moment - Date.parse(time ?? ''))).toBeLessThan(2);
    }
  });

  test.each([
    ['type=comment', 1],
    ['field=phone', 3],
    ['before=2020-01-01T00:00:00Z', 0],
    ['type=create', 3],
  ])('counts its rows by the filter: %s', async (query, count) => {
    const { rows, headers } = await rowsOfSheet(`/api/activity.xlsx?${query}`);
    expect(rows).toHaveLength(count);
    expect(headers['x-total-count']).toBe(String(count));
    expect((await download(`/api/activity.csv?${query}`)).headers['x-total-count']).toBe(String(count));
  });
});

test.each(['/api/customers.xlsx', '/api/activity.xlsx'])(
  '%s: not for visitors, a problem for a bad filter, nothing read for a HEAD',
  async (path) => {
    await server.visitor().get(path).expect(401);
    const refused = await ana.get(`${path}?cursor=x`).expect(400);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.headers['content-disposition']).toBeUndefined();
    proxy.takeRoundTrips();
    const { headers } = await ana.head(path).expect(200);
    expect(headers['content-type']).toBe(XLSX);
    expect(proxy.takeRoundTrips()).toBe(0);
  },
);

describe('a large workbook', () => {
  const COUNT = 3_000;
  let cookie: string;
  beforeAll(async () => {
    // Random, so that compressing leaves enough to fill the line.
    const notes = () => Buffer.from(crypto.getRandomValues(new Uint8Array(7_000))).toString('base64');
    await createCustomers(
      database.url,
      cast.northgate,
      Array.from({ length: COUNT }, () => ({ notes: notes() })),
    );
    cookie = await signInCookie(server.address, cast.northgate.employee);
  });

  function open(): Socket {
    const { hostname, port } = new URL(server.address);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(bytesOf({ method: 'GET', path: '/api/customers.xlsx', headers: [['Cookie', cookie]] }));
    return socket;
  }

  test('is read no faster than it is taken, goes on with the reader, and is whole', async () => {
    proxy.takeRoundTrips();
    const socket = open();
    const taken = await tripsUntilStill(proxy, 1);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(COUNT / 200 - 2);
    let tail = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      tail = (tail + chunk).slice(-50);
    });
    const ended = new Promise<void>((resolve) => socket.once('end', resolve));
    socket.resume();
    await ended;
    expect(tail.endsWith('0\r\n\r\n')).toBe(true);
  });

  test('is read no further when nobody takes it any more', async () => {
    const socket = open();
    await tripsUntilStill(proxy, 1);
    socket.destroy();
    expect(await tripsUntilStill(proxy)).toBeLessThanOrEqual(1);
    expect((await ana.get('/api/session')).status).toBe(200);
  });
});
