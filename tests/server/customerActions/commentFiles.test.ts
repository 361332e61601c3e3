import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../../support/rows.ts';
import type { Agent } from '../../support/testServer.ts';
import { type FileOffice, openFileOffice } from '../attachments/fileOffice.ts';
import { PDF, PNG } from '../attachments/samples.ts';

let office: FileOffice;
let ben: Agent;

beforeAll(async () => {
  office = await openFileOffice();
  ben = await office.server.signIn(office.cast.harbour.colleague);
});
afterAll(async () => {
  await office.close();
});

const trail = async () => (await ben.get(`/api/customers/${office.customer}/actions`).expect(200)).body.items;
const actionIdOf = async (id: string) => (await office.rows()).find((row) => row.id === id)?.action_id;
const comments = (text: string) =>
  rowsOf(office.url, "select id from customer_actions where type = 'comment' and comment = $1", [text]);

test('carries its files: in the answer, in the trail and in the table', async () => {
  const first = await office.uploaded(office.ana, 'first.png', PNG);
  const second = await office.uploaded(office.ana, 'second.pdf', PDF);
  const { body } = await office.comment(office.ana, 'two files', [second.id, first.id]).expect(201);
  expect(body.attachments).toEqual([first, second]);
  expect((await trail())[0]).toEqual(body);
  expect(await actionIdOf(first.id)).toBe(body.id);
  expect(await actionIdOf(second.id)).toBe(body.id);
});

test('may be a file without a word, and not nothing at all', async () => {
  const file = await office.uploaded(office.ana, 'alone.png', PNG);
  const { body } = await office.comment(office.ana, '', [file.id]).expect(201);
  expect(body).toMatchObject({ comment: '', attachments: [{ id: file.id }] });
  const refused = await office.comment(office.ana, ' \n ').expect(400);
  expect(refused.body.issues).toEqual([{ in: 'body', pointer: '/body', message: 'must not be blank' }]);
});

test('the same key again is the same comment with the same files; with other files 422', async () => {
  const file = await office.uploaded(office.ana, 'once.png', PNG);
  const other = await office.uploaded(office.ana, 'other.png', PNG);
  const key = randomUUID();
  const first = await office.comment(office.ana, 'once', [file.id], key).expect(201);
  const again = await office.comment(office.ana, 'once', [file.id], key).expect(201);
  expect(again.body).toEqual(first.body);
  expect(again.body.attachments).toEqual([file]);
  expect(again.headers['idempotency-replayed']).toBe('true');
  await office.comment(office.ana, 'once', [other.id], key).expect(422);
  await office.comment(office.ana, 'once', [], key).expect(422);
  expect(await comments('once')).toHaveLength(1);
  expect(await actionIdOf(other.id)).toBeNull();
});

test.each<[name: string, idOf: () => Promise<string>]>([
  ['that does not exist', async () => randomUUID()],
  ['of a colleague', async () => (await office.uploaded(ben, 'ben.png', PNG)).id],
  [
    'that a comment holds already',
    async () => {
      const { id } = await office.uploaded(office.ana, 'taken.png', PNG);
      await office.comment(office.ana, 'takes it', [id]).expect(201);
      return id;
    },
  ],
  [
    'of another customer',
    async () => {
      const { body } = await office.ana.post('/api/customers').send({ name: 'another' }).expect(201);
      return (await office.upload(office.ana, 'elsewhere.png', PNG, body.id).expect(201)).body.id;
    },
  ],
  [
    'of another organisation',
    async () => {
      const outsider = await office.server.signIn(office.cast.northgate.employee);
      return (await office.upload(outsider, 'x.png', PNG, office.customerOfNorthgate).expect(201)).body.id;
    },
  ],
])('a file %s: nothing is saved, the other files go on waiting', async (name, idOf) => {
  const good = await office.uploaded(office.ana, 'good.png', PNG);
  const text = `with a file ${name}`;
  const { body } = await office.comment(office.ana, text, [good.id, await idOf()]).expect(400);
  expect(body).toMatchObject({ type: 'validation', issues: [{ in: 'body', pointer: '/attachmentIds' }] });
  expect(await comments(text)).toEqual([]);
  expect(await actionIdOf(good.id)).toBeNull();
  await office.comment(office.ana, `${text}, after all`, [good.id]).expect(201);
});

test('refuses a file named twice, and more than ten', async () => {
  const { id } = await office.uploaded(office.ana, 'twice.png', PNG);
  for (const ids of [[id, id], Array.from({ length: 11 }, () => randomUUID())]) {
    const { body } = await office.comment(office.ana, 'refused', ids).expect(400);
    expect(body.issues).toMatchObject([{ pointer: '/attachmentIds' }]);
  }
  expect(await comments('refused')).toEqual([]);
});

test('ten comments at once for one file: one has it, the others are refused', async () => {
  const { id } = await office.uploaded(office.ana, 'wanted.png', PNG);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => office.comment(office.ana, `wants ${i}`, [id])),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(9).fill(400)]);
  const found = await rowsOf(office.url, "select id from customer_actions where comment like 'wants %'");
  expect(found.map((row) => row['id'])).toEqual([await actionIdOf(id)]);
});

test('what belongs to a comment can neither be moved nor deleted, whatever the program does', async () => {
  const { id } = await office.uploaded(office.ana, 'kept.png', PNG);
  await office.comment(office.ana, 'keeps it', [id]).expect(201);
  const asProgram = (statement: string) =>
    rowsOf(
      office.url,
      `begin; set local role caseload_app; set local caseload.organisation_id = '${office.cast.harbour.organisationId}'; ${statement}; commit`,
    );
  await asProgram(`delete from attachments where id = '${id}'`);
  await asProgram(`update attachments set action_id = null where id = '${id}'`);
  expect(await actionIdOf(id)).toEqual(expect.any(String));
  await expect(asProgram(`update attachments set name = 'x' where id = '${id}'`)).rejects.toMatchObject({
    code: '42501',
  });
});
