import { createHash, randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ATTACHMENT_MAXIMUM_BYTES } from '@caseload/shared/attachments/attachment.ts';
import { rowsOf } from '../../support/rows.ts';
import { bytesOf, exchange } from '../http/exchange.ts';
import { signInCookie } from '../http/world.ts';
import { type FileOffice, openFileOffice, pathOf } from './fileOffice.ts';
import {
  DOCX,
  DOCX_TYPE,
  JAR,
  JPEG,
  LINUX_PROGRAM,
  MAC_PROGRAM,
  NOISE,
  PDF,
  PNG,
  TEXT,
  WINDOWS_PROGRAM,
} from './samples.ts';

let office: FileOffice;
let cookie: string;

beforeAll(async () => {
  office = await openFileOffice();
  cookie = await signInCookie(office.server.address, office.cast.harbour.employee);
});
afterEach(async () => {
  // Whatever a test did: never a row without its file, nor a file without its row.
  expect(await office.files()).toEqual((await office.rows()).map(pathOf).toSorted());
});
afterAll(async () => {
  await office.close();
});

const counts = async () => (await office.rows()).length;

test('keeps the bytes as they are, for this account only, and says what they are', async () => {
  const { body } = await office.upload(office.ana, 'Foto vom Schaden.png', PNG).expect(201);
  const [row] = (await office.rows()).filter(({ id }) => id === body.id);
  expect(row).toMatchObject({
    organisation_id: office.cast.harbour.organisationId,
    customer_id: office.customer,
    action_id: null,
    uploaded_by: office.cast.harbour.employee.id,
    sha256: createHash('sha256').update(PNG).digest('hex'),
  });
  expect(body).toEqual({
    id: row?.id,
    name: 'Foto vom Schaden.png',
    mediaType: 'image/png',
    sizeBytes: PNG.length,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/u),
  });
  const uploads = join(office.server.dataDirectory, 'uploads');
  const path = join(uploads, pathOf({ organisation_id: office.cast.harbour.organisationId, id: body.id }));
  expect(await readFile(path)).toEqual(PNG);
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  expect(((await stat(join(path, '..'))).mode & 0o777).toString(8)).toBe('700');
  expect(((await stat(uploads)).mode & 0o777).toString(8)).toBe('700');
});

test.each([
  ['a PDF by its content, not its name', 'report.txt', PDF, 'application/pdf'],
  ['a photo', 'Scan.JPG', JPEG, 'image/jpeg'],
  ['a document of Word', 'Vertrag.docx', DOCX, DOCX_TYPE],
  ['a text', 'notes.md', TEXT, 'text/plain'],
  ['a text that begins like a program', 'MZ.txt', Buffer.from('MZ is not always a program'), 'text/plain'],
  [
    'a text that ends in the middle of a character',
    'cut.txt',
    TEXT.subarray(0, 3),
    'application/octet-stream',
  ],
  ['a text with a control character', 'bell.txt', Buffer.from('ding\u0007'), 'application/octet-stream'],
  ['something unknown', 'data.xyz', NOISE, 'application/octet-stream'],
  ['an invoice in XML', 'invoice.xml', Buffer.from('<?xml version="1.0"?><Invoice/>'), 'application/xml'],
  ['a single byte', 'one', Buffer.from('1'), 'text/plain'],
])('knows %s', async (_case, name, content, mediaType) => {
  const { body } = await office.upload(office.ana, name, content).expect(201);
  expect(body).toMatchObject({ mediaType, sizeBytes: content.length });
});

test.each([
  ['C:\\Users\\ana\\Bild.png', 'Bild.png'],
  ['../../etc/passwd', 'passwd'],
  ['..', 'file'],
  ['a<b>:"|?*c.png', 'a_b______c.png'],
  ['\u202egnp.exe.png', 'gnp.exe.png'],
  ['Mu\u0308ller.png', 'M\u00fcller.png'],
])('stores the name %s as %s', async (given, name) => {
  const { body } = await office.upload(office.ana, given, PNG).expect(201);
  expect(body.name).toBe(name);
});

const KIND = [{ in: 'query', pointer: '/name', message: expect.stringMatching(/program.*not taken/u) }];

test.each([
  ['a program for Windows, called a picture', 'cat.png', WINDOWS_PROGRAM],
  ['a program for Linux without a name', 'file', LINUX_PROGRAM],
  ['a program for a Mac, called a document', 'letter.pdf', MAC_PROGRAM],
  ['a program in Java, called an archive', 'data.zip', JAR],
  ['a page', 'page.txt', Buffer.from('\ufeff \n<!-- x --><!DOCTYPE HTML><p>hello')],
  ['a page without a doctype', 'page.txt', Buffer.from('<HTML><script>alert(1)</script>')],
  ['a picture that can hold scripts', 'a.png', Buffer.from('<?xml version="1.0"?><svg xmlns="x"/>')],
  ['one with a doctype of its own', 'a.png', Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><s:svg/>')],
  ['a page in UTF-16', 'a.txt', Buffer.from('\ufeff<html><body>', 'utf16le')],
  ['a shell script', 'run.txt', Buffer.from('#!/bin/sh\nrm -rf /\n')],
  ['a program by its name', 'setup.exe', PNG],
  ['one hidden behind a dot and a space', 'setup.ExE. ', PNG],
  ['one with a character nobody sees', 'setup.ex\u200be', PNG],
  ['a page by its name', 'index.html', TEXT],
  ['a picture by its name', 'logo.svg', PNG],
])('refuses %s and keeps nothing', async (_case, name, content) => {
  const before = await counts();
  const { body } = await office.upload(office.ana, name, content).expect(400);
  expect(body).toMatchObject({ type: 'validation', issues: KIND });
  expect(await counts()).toBe(before);
});

test('refuses an empty file, other media types and packed bytes', async () => {
  const before = await counts();
  const empty = await office.upload(office.ana, 'a.txt', Buffer.alloc(0)).expect(400);
  expect(empty.body.issues).toEqual([{ in: 'body', pointer: '', message: 'is empty' }]);
  const path = `/api/customers/${office.customer}/attachments?name=a.txt`;
  await office.ana.post(path).expect(415);
  await office.ana.post(path).set('Content-Type', 'image/png').send(PNG).expect(415);
  await office.ana.post(path).send({ a: 1 }).expect(415);
  await office.ana
    .post(path)
    .set('Content-Type', 'application/octet-stream')
    .set('Content-Encoding', 'gzip')
    .send(PNG)
    .expect(415);
  await office.upload(office.ana, '', PNG).expect(400);
  await office.upload(office.ana, 'x'.repeat(201), PNG).expect(400);
  expect(await counts()).toBe(before);
});

test('refuses those who may not: signed out, another organisation, nobody’s customer', async () => {
  const before = await counts();
  await office.upload(office.server.visitor(), 'a.png', PNG).expect(401);
  await office.upload(office.ana, 'a.png', PNG, office.customerOfNorthgate).expect(404);
  await office.upload(office.ana, 'a.png', PNG, randomUUID()).expect(404);
  await office.upload(office.ana, 'a.png', PNG, 'not-an-id').expect(400);
  expect(await counts()).toBe(before);
});

test('takes a file of the largest size, and no byte more', async () => {
  const before = await counts();
  const large = Buffer.alloc(ATTACHMENT_MAXIMUM_BYTES + 1, 'caseload ');
  const { body } = await office.upload(office.ana, 'large.txt', large.subarray(1)).expect(201);
  expect(body).toMatchObject({ sizeBytes: ATTACHMENT_MAXIMUM_BYTES, mediaType: 'text/plain' });
  const refused = await office.upload(office.ana, 'larger.txt', large).expect(413);
  expect(refused.body).toMatchObject({ type: 'payload-too-large', detail: 'A file may have 25 MB.' });
  expect(await counts()).toBe(before + 1);
});

const target = () => `/api/customers/${office.customer}/attachments?name=a.bin`;
const BYTES = ['Content-Type', 'application/octet-stream'] as const;

test('refuses by the announced length, before anything arrives', async () => {
  const answer = await exchange(
    office.server.address,
    bytesOf({
      method: 'POST',
      path: target(),
      headers: [['Cookie', cookie], BYTES, ['Content-Length', String(ATTACHMENT_MAXIMUM_BYTES + 1)]],
      body: 'x',
    }),
  );
  expect(answer.status).toBe(413);
});

test('counts what comes without an announced length', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(office.server.address);
    const headers = { Cookie: cookie, 'Content-Type': BYTES[1] };
    const sending = request({ hostname, port, path: target(), method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sending.on('error', reject);
    const megabyte = Buffer.alloc(1024 * 1024, 1);
    for (let i = 0; i < 27; i += 1) sending.write(megabyte);
    sending.end();
  });
  expect(status).toBe(413);
});

test('an upload that breaks off leaves nothing and is no fault of the server', async () => {
  const before = await counts();
  const { hostname, port } = new URL(office.server.address);
  const socket = connect(Number(port), hostname);
  const headers = [['Cookie', cookie], BYTES, ['Content-Length', '1000000']] as const;
  socket.write(bytesOf({ method: 'POST', path: target(), headers, body: Buffer.alloc(5_000, 1) }));
  const arriving = async () => (await office.files()).filter((path) => path.startsWith('incoming'));
  await vi.waitFor(async () => expect(await arriving()).toHaveLength(1));
  socket.destroy();
  await vi.waitFor(async () => expect(await arriving()).toEqual([]));
  expect(await counts()).toBe(before);
  expect(office.server.logs.filter((line) => line.includes('"level":50'))).toEqual([]);
});

test('when the row cannot be written the file goes again', async () => {
  const files = await office.files();
  await rowsOf(
    office.url,
    'alter table attachments add constraint full_up check (size_bytes <> 12) not valid',
  );
  await office.upload(office.ana, 'a.bin', NOISE).expect(500);
  await rowsOf(office.url, 'alter table attachments drop constraint full_up');
  expect(await office.files()).toEqual(files);
});

test('twenty at once are twenty files', async () => {
  const before = await counts();
  const content = (i: number) => Buffer.from(`file ${i}`);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => office.upload(office.ana, 'same.txt', content(i)).expect(201)),
  );
  const stored = (await office.rows()).slice(before);
  expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(20);
});

test('a storage that is full is said to be, and nothing is kept', async () => {
  const broken = await openFileOffice({
    storage: {
      async put(_key, content) {
        for await (const _chunk of content) {
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        }
      },
      open: () => expect.fail('nothing is opened'),
      remove: () => expect.fail('nothing is removed'),
      tidy: async () => undefined,
    },
  });
  const { body, headers } = await broken.upload(broken.ana, 'a.png', PNG).expect(503);
  expect(body).toMatchObject({ type: 'busy', detail: expect.stringContaining('storage of files') });
  expect(headers['retry-after']).toBe('30');
  expect(JSON.stringify(body)).not.toContain('ENOSPC');
  expect(broken.server.logs.join('\n')).toContain('ENOSPC');
  expect(await broken.rows()).toEqual([]);
  await broken.close();
});
