import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDiskStorage } from '@caseload/server/attachments/diskStorage.ts';
import { type FileOffice, openFileOffice, pathOf } from './fileOffice.ts';
import { PNG } from './samples.ts';

let office: FileOffice;

beforeAll(async () => {
  office = await openFileOffice();
});
afterAll(async () => {
  expect(await office.files()).toEqual((await office.rows()).map(pathOf).toSorted());
  await office.close();
});

const names = async () => (await office.rows()).map(({ name }) => name);

test('takes back an upload that waits: row and file', async () => {
  const { id } = await office.uploaded(office.ana, 'mistake.png', PNG);
  expect(await office.files()).toHaveLength(1);
  await office.ana.delete(`/api/attachments/${id}`).expect(204);
  expect(await office.rows()).toEqual([]);
  expect(await office.files()).toEqual([]);
  await office.ana.delete(`/api/attachments/${id}`).expect(404);
});

test('refuses what belongs to a comment, also to who uploaded it', async () => {
  const { id } = await office.uploaded(office.ana, 'sent.png', PNG);
  await office.comment(office.ana, 'here', [id]).expect(201);
  const admin = await office.server.signIn(office.cast.harbour.admin);
  for (const agent of [office.ana, admin]) {
    const { body } = await agent.delete(`/api/attachments/${id}`).expect(403);
    expect(body.detail).toBe('This file belongs to a comment and stays.');
  }
  expect(await names()).toContain('sent.png');
});

test('what waits for others is nothing: colleagues, admins, strangers, visitors', async () => {
  const { id } = await office.uploaded(office.ana, 'waiting.png', PNG);
  const { harbour, northgate } = office.cast;
  for (const person of [harbour.colleague, harbour.admin, northgate.admin]) {
    await (await office.server.signIn(person)).delete(`/api/attachments/${id}`).expect(404);
  }
  await office.server.visitor().delete(`/api/attachments/${id}`).expect(401);
  await office.ana.delete(`/api/attachments/${randomUUID()}`).expect(404);
  await office.ana.delete('/api/attachments/not-an-id').expect(400);
  expect(await names()).toContain('waiting.png');
});

test('a storage that does not answer is a line in the log: the file is named nowhere any more', async () => {
  const stuck = await openFileOffice({
    storage: {
      ...makeDiskStorage('/nowhere'),
      async put(_key, content) {
        for await (const _chunk of content) await Promise.resolve();
      },
      remove: () => Promise.reject(new Error('EROFS: read-only file system')),
    },
  });
  const { id } = await stuck.uploaded(stuck.ana, 'a.png', PNG);
  await stuck.ana.delete(`/api/attachments/${id}`).expect(204);
  expect(await stuck.rows()).toEqual([]);
  expect(stuck.server.logs.join('\n')).toContain('EROFS');
  await stuck.close();
});
