import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import { makeDiskStorage } from '@caseload/server/attachments/diskStorage.ts';
import type { FileStorage, StoredFile } from '@caseload/server/attachments/fileStorage.ts';
import type { Agent } from '../../support/testServer.ts';
import { signInCookie } from '../http/world.ts';
import { type FileOffice, openFileOffice, pathOf } from './fileOffice.ts';
import { NOISE, PDF, PNG, TEXT } from './samples.ts';

let directory: string;
let storage: FileStorage;
let office: FileOffice;
let ben: Agent;
let opened: Readable[];
/** In place of what the disk holds, once. */
let nextOpen: (() => Promise<StoredFile>) | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'caseload-files-'));
  const disk = makeDiskStorage(directory);
  opened = [];
  storage = {
    ...disk,
    async open(key) {
      const open = nextOpen ?? (() => disk.open(key));
      nextOpen = undefined;
      const file = await open();
      opened.push(file.content);
      return file;
    },
  };
  office = await openFileOffice({ storage });
  ben = await office.server.signIn(office.cast.harbour.colleague);
});
afterAll(async () => {
  expect(opened.filter(({ closed }) => !closed)).toEqual([]);
  await office.close();
  await rm(directory, { recursive: true, force: true });
});

/** An upload of Ana's that a comment holds. */
async function commented(name: string, content: Buffer): Promise<Attachment> {
  const file = await office.uploaded(office.ana, name, content);
  await office.comment(office.ana, 'look', [file.id]).expect(201);
  return file;
}
const get = (agent: Agent, id: string, query = '') => agent.get(`/api/attachments/${id}${query}`);
const placeOf = ({ id }: Attachment) =>
  join(directory, pathOf({ organisation_id: office.cast.harbour.organisationId, id }));
const errors = () => office.server.logs.filter((line) => line.includes('"level":50')).join('\n');

test('gives everybody of the organisation the same bytes, to be saved and never to be run', async () => {
  const file = await commented('Übersicht “Q3” (final).png', PNG);
  const { body, headers } = await get(ben, file.id).expect(200);
  expect(body).toEqual(PNG);
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': String(PNG.length),
    'content-disposition':
      'attachment; filename="_bersicht _Q3_ (final).png"; ' +
      "filename*=UTF-8''%C3%9Cbersicht%20%E2%80%9CQ3%E2%80%9D%20%28final%29.png",
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
    vary: 'Cookie',
  });
});

test('shows pictures in place when asked, and nothing else', async () => {
  const picture = await commented('a.png', PNG);
  const shown = await get(ben, picture.id, '?show=inline').expect(200);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': expect.stringMatching(/^inline; /u),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  for (const content of [PDF, TEXT, NOISE]) {
    const file = await commented('a.png', content);
    const { headers } = await get(ben, file.id, '?show=inline').expect(200);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; /u),
    });
  }
  await ben.get(`/api/attachments/${picture.id}?show=page`).expect(400);
});

test('what waits for its comment is seen by who uploaded it only', async () => {
  const file = await office.uploaded(office.ana, 'a.png', PNG);
  await get(office.ana, file.id).expect(200);
  await ben.get(`/api/attachments/${file.id}`).expect(404);
  await (await office.server.signIn(office.cast.harbour.admin))
    .get(`/api/attachments/${file.id}`)
    .expect(404);
  await office.comment(office.ana, 'now', [file.id]).expect(201);
  await get(ben, file.id).expect(200);
});

test('is refused to visitors and to another organisation, like what does not exist', async () => {
  const file = await commented('a.png', PNG);
  await office.server.visitor().get(`/api/attachments/${file.id}`).expect(401);
  const outsider = await office.server.signIn(office.cast.northgate.admin);
  const foreign = await outsider.get(`/api/attachments/${file.id}`).expect(404);
  const missing = await outsider.get(`/api/attachments/${randomUUID()}`).expect(404);
  expect({ ...foreign.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
});

test('a file that is missing from the storage is a 404 that says so, and a line in the log', async () => {
  const file = await commented('a.png', PNG);
  await rm(placeOf(file));
  const { body, headers } = await ben.get(`/api/attachments/${file.id}`).expect(404);
  expect(body).toMatchObject({
    type: 'not-found',
    detail: expect.stringContaining('missing from the storage'),
  });
  expect(headers['content-disposition']).toBeUndefined();
  expect(headers['cache-control']).toBe('no-store');
  expect(errors()).toContain(file.id);
});

test('a file of another length than was uploaded is never passed off as the whole', async () => {
  const [short, long] = [await commented('short.png', PNG), await commented('long.png', PNG)];
  await truncate(placeOf(short), 10);
  await writeFile(placeOf(long), 'more', { flag: 'a' });
  for (const file of [short, long]) {
    const { body } = await ben.get(`/api/attachments/${file.id}`).expect(503);
    expect(body).toMatchObject({ type: 'busy', retryAfterSeconds: 30 });
    expect(errors()).toContain(file.id);
  }
});

test('a storage that does not answer is a 503, and a line in the log', async () => {
  const file = await commented('a.png', PNG);
  nextOpen = async () => {
    throw Object.assign(new Error('EIO: i/o error, open'), { code: 'EIO' });
  };
  const { body } = await ben.get(`/api/attachments/${file.id}`).expect(503);
  expect(JSON.stringify(body)).not.toContain('EIO');
  expect(errors()).toContain('EIO');
  await get(ben, file.id).expect(200);
});

test('a storage that fails in the middle cuts the answer, so that half is not taken for the whole', async () => {
  const file = await commented('a.txt', Buffer.alloc(300_000, 'x'));
  nextOpen = async () => ({ content: Readable.from(halfAFile()), sizeBytes: 300_000 });
  await expect(get(ben, file.id)).rejects.toThrow(/aborted|hang up/u);
  await vi.waitFor(() => expect(errors()).toContain('the disk went away'));
  await get(ben, file.id).expect(200);
});

async function* halfAFile(): AsyncGenerator<Buffer> {
  yield Buffer.alloc(100_000, 'x');
  await new Promise((resolve) => setImmediate(resolve));
  throw new Error('the disk went away');
}

test('a client that goes away closes the file, and is no error', async () => {
  const file = await commented('large.txt', Buffer.alloc(20_000_000, 'x'));
  const before = errors();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    void signInCookie(office.server.address, office.cast.harbour.colleague).then((cookie) =>
      request(`${office.server.address}/api/attachments/${file.id}`, { headers: { Cookie: cookie } }, resolve)
        .on('error', reject)
        .end(),
    );
  });
  await new Promise((resolve) => answer.once('data', resolve));
  const content = opened.at(-1);
  expect(content?.closed).toBe(false);
  answer.destroy();
  await vi.waitFor(() => expect(content?.closed).toBe(true));
  expect(errors()).toBe(before);
});
