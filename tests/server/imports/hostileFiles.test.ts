import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { IMPORT_MAXIMUM_BYTES } from '@caseload/shared/imports/import.ts';
import { IncomingCsv } from '@caseload/server/imports/incomingCsv.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { prepare, read, send, upload, work } from './wizard.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let admin: Agent;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  admin = await server.signIn(cast.harbour.admin);
});

beforeEach(() => rowsOf(clone.url, "delete from imports where state in ('uploaded', 'checked')"));

afterAll(async () => {
  await server.stop();
  await clone.drop();
});

/** What lies in the storage, and what the tables hold. */
async function everything(): Promise<unknown> {
  const entries = await readdir(server.dataDirectory, { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const [row] = await rowsOf(
    clone.url,
    `select (select count(*)::int from imports) as imports, (select count(*)::int from customers) as customers,
       (select count(*)::int from customer_actions) as actions, (select count(*)::int from employees) as people`,
  );
  return { files: entries.filter((entry) => entry.isFile()).length, ...row };
}

const ZIP = Buffer.from('504b0304140000000800', 'hex');
const row = (cells: number) => Array.from({ length: cells }, (_, i) => `c${i}`).join(',');

describe('what is no table of customers is refused when it arrives, and leaves nothing', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /is empty/u],
    ['a byte order mark alone', '\ufeff', /file is empty/u],
    ['blank lines', '\n\n\n', /file is empty/u],
    ['a header alone', 'name,email\n', /no row below/u],
    ['a workbook', Buffer.concat([ZIP, Buffer.alloc(200)]), /workbook or an archive/u],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /else than text \(image\/png\)/u],
    ['a web page', '<!doctype html><html><body><table></table></body></html>', /web page/u],
    ['random bytes', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 37) % 256)), /else than text/u],
    ['NUL bytes', 'name\nA\u0000B', /else than text|NUL/u],
    ['NUL bytes far inside', `name\n${'A\n'.repeat(60_000)}B\u0000\n`, /NUL character at byte 120006/u],
    ['customers without a header', 'Ada,ada@example.com\nBo,bo@example.com', /must name the columns.*ada@/u],
    ['days without a header', 'Ada,2026-12-01\nBo,2026-12-02', /must name the columns/u],
    ['more columns than sense', `${row(501)}\n${row(501)}`, /501 columns/u],
    ['10 MB in one cell', `name,notes\nA,"${'x'.repeat(10_000_000)}"`, /longer than a megabyte/u],
    ['10 MB of a header', `${'x'.repeat(10_000_000)}\n1`, /longer than a megabyte/u],
    ['a quotation mark that never ends', 'name\n"A\nB\nC\n', /never closed/u],
    [
      'damaged UTF-8',
      Buffer.concat([Buffer.from('name\nGrüße äöü'), Buffer.from([0xff])]),
      /another encoding/u,
    ],
    ['UTF-16 with half a letter', Buffer.from([0xff, 0xfe, 0x6e, 0x00, 0x0a, 0x00, 0x41]), /not UTF-16/u],
  ])('%s', async (_, content, message) => {
    const before = await everything();
    const { body } = await send(admin, content).expect(400);
    expect(body).toMatchObject({ type: 'validation', issues: [{ in: 'body', pointer: '' }] });
    expect(body.issues[0].message).toMatch(message);
    expect(await everything()).toEqual(before);
  });

  test('a byte more than may be, said at the beginning', async () => {
    const before = await everything();
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.address);
      const call = httpRequest({
        hostname,
        port,
        method: 'POST',
        path: '/api/imports?name=a.csv',
        headers: {
          'content-type': 'application/octet-stream',
          'content-length': IMPORT_MAXIMUM_BYTES + 1,
          cookie: cookieOf(admin),
        },
      });
      call.on('response', (response) => resolve(response.statusCode)).on('error', reject);
      call.write('name\n');
    });
    expect(status).toBe(413);
    expect(await everything()).toEqual(before);
  });

  test('a byte more than may be, found on the way', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'a,b,c,d\n');
    async function* bytes() {
      for (let sent = 0; sent < IMPORT_MAXIMUM_BYTES; sent += piece.length) yield piece;
      yield Buffer.from('x');
    }
    let taken = 0;
    const reading = async () => {
      for await (const chunk of new IncomingCsv(bytes(), undefined)) taken += chunk.length;
    };
    await expect(reading()).rejects.toMatchObject({ type: 'payload-too-large', status: 413 });
    expect(taken).toBe(IMPORT_MAXIMUM_BYTES);
  });

  test('an upload that is cancelled', async () => {
    const before = await everything();
    const { hostname, port } = new URL(server.address);
    const call = httpRequest({
      hostname,
      port,
      method: 'POST',
      path: '/api/imports?name=a.csv',
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': 5_000_000,
        cookie: cookieOf(admin),
      },
    });
    const broken = new Promise<void>((resolve) => call.on('error', () => resolve()));
    call.write(`name\n${'A\n'.repeat(500_000)}`);
    await expect.poll(everything).not.toEqual(before);
    call.destroy();
    await broken;
    await expect.poll(everything).toEqual(before);
  });

  test('other than bytes, packed bytes, no name', async () => {
    const before = await everything();
    await admin.post('/api/imports?name=a.csv').send({ name: 'A' }).expect(415);
    await send(admin, 'name\nA').set('content-encoding', 'gzip').expect(415);
    await send(admin, 'name\nA', '').expect(400);
    await send(admin, 'name\nA', 'name=a.csv&encoding=ebcdic').expect(400);
    expect(await everything()).toEqual(before);
  });

  test('a file too many', async () => {
    for (let i = 0; i < 20; i += 1) await upload(admin, `name\nA${i}`);
    const { body } = await send(admin, 'name\nB').expect(400);
    expect(body.issues[0].message).toMatch(/20 files .* wait/u);
  });
});

/** The session cookie of an agent, for calls that are no whole requests. */
const cookieOf = (agent: Agent) =>
  agent.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false }).toValueString();

const UMLAUTS = 'name,notes\nGrüße,äöü €';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('every encoding is found and read', () => {
  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(UMLAUTS), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${UMLAUTS}`), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${UMLAUTS}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without', Buffer.from(UMLAUTS, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', utf16be(`\ufeff${UMLAUTS}`), 'utf-16be'],
    ['UTF-16 the other way round, without', utf16be(UMLAUTS), 'utf-16be'],
    ['Windows-1252', Buffer.from(UMLAUTS.replace('€', '\u0080'), 'latin1'), 'windows-1252'],
  ])('%s', async (_, content, encoding) => {
    const prepared = await prepare(admin, content);
    expect(prepared).toMatchObject({ encoding, header: ['name', 'notes'], sample: [['Grüße', 'äöü €']] });
    expect((await work(admin, prepared, 'check')).check).toMatchObject({ read: 1, rejected: 0 });
  });

  test('another one can be said, when it arrives and later', async () => {
    const content = Buffer.from('name\nGrüße');
    const { body } = await send(admin, content, 'name=a.csv&encoding=windows-1252').expect(201);
    expect(body).toMatchObject({ encoding: 'windows-1252', sample: [['GrÃ¼ÃŸe']] });
    const put = (encoding: string) => admin.put(`/api/imports/${body.id}/mapping`).send({ encoding });
    expect((await put('utf-8').expect(200)).body).toMatchObject({ encoding: 'utf-8', sample: [['Grüße']] });
    const refused = await put('utf-16le').expect(400);
    expect(refused.body.issues[0]).toMatchObject({ pointer: '/encoding' });
    expect(await read(admin, body)).toMatchObject({ encoding: 'utf-8' });
  });
});

describe('rows that break a rule are counted by what they break, and the others imported', () => {
  test('too few and too many cells, the header once more, every kind of word', async () => {
    await rowsOf(
      clone.url,
      `insert into custom_fields (organisation_id, key, label, type, choices, position)
       values ($1, 'plan', 'Plan', 'choice', '{Gold,Silver}', 0), ($1, 'size', 'Size', 'number', '{}', 1),
         ($1, 'since', 'Since', 'date', '{}', 2)`,
      [cast.harbour.organisationId],
    );
    const fresh = await server.signIn(cast.harbour.admin);
    await fresh.post('/api/custom-fields').send({ key: 'other', label: 'Other', type: 'text' }).expect(201);
    const text = [
      'name,status,archived,fields.plan,fields.size,fields.since',
      'Good,new,no,gold,"1,5",2026-02-03',
      'Few,new',
      'Many,new,no,,,,more',
      'name,status,archived,fields.plan,fields.size,fields.since',
      'Bad,lost,perhaps,Bronze,much,03.02.2026',
      `${'x'.repeat(201)},new,no,,,`,
    ].join('\n');
    const prepared = await prepare(fresh, text);
    const { check } = await work(fresh, prepared, 'check');
    expect(check).toMatchObject({ read: 6, created: 1, rejected: 5 });
    const types = check?.problems.map(({ type, field, count }) => [type, field, count]);
    expect(types?.toSorted()).toEqual(
      [
        ['cells', null, 2],
        ['choice', 'fields.plan', 1],
        ['date', 'fields.since', 1],
        ['header-again', null, 1],
        ['number', 'fields.size', 1],
        ['status', 'status', 1],
        ['too-long', 'name', 1],
        ['yes-no', 'archived', 1],
      ].toSorted(),
    );
    await work(fresh, prepared, 'run');
    const [stored] = await rowsOf(clone.url, "select fields from customers where name = 'Good'");
    expect(stored).toEqual({ fields: { plan: 'Gold', size: 1.5, since: '2026-02-03' } });
  });

  test('a fault far inside the file stops the check with a sentence, and nothing is kept of it', async () => {
    const prepared = await prepare(admin, `name\n${'A\n'.repeat(3_000)}"B`);
    const before = await everything();
    const stopped = await work(admin, prepared, 'check');
    expect(stopped).toMatchObject({
      state: 'uploaded',
      check: null,
      stopped: { kind: 'check', why: 'failed', message: expect.stringMatching(/Row 3002: .*never closed/u) },
    });
    expect(await everything()).toEqual(before);
  });
});
