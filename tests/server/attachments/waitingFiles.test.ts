import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WAITING_BYTES_MAXIMUM, WAITING_FILES_MAXIMUM } from '@caseload/server/attachments/queries.ts';
import type { Person } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { type FileOffice, openFileOffice } from './fileOffice.ts';
import { PNG } from './samples.ts';

let office: FileOffice;

beforeAll(async () => {
  office = await openFileOffice();
});
afterAll(async () => {
  await office.close();
});
beforeEach(() => rowsOf(office.url, 'truncate attachments cascade'));

/** Rows alone: what they weigh is what counts. */
const wait = (person: Person, files: number, bytes: number) =>
  rowsOf(
    office.url,
    `insert into attachments (organisation_id, id, customer_id, uploaded_by, name, media_type, size_bytes, sha256)
     select $1, gen_random_uuid(), $2, $3, 'waits', 'text/plain', $5, '' from generate_series(1, $4)`,
    [office.cast.harbour.organisationId, office.customer, person.id, files, bytes],
  );
const upload = () => office.upload(office.ana, 'one more.png', PNG);
const { length: bytes } = PNG;

test.each([
  ['files', WAITING_FILES_MAXIMUM, 1],
  ['bytes', 2, WAITING_BYTES_MAXIMUM / 2],
])('a person with too many %s waiting sends or removes some first', async (_what, files, size) => {
  const { employee, colleague } = office.cast.harbour;
  await wait(colleague, files, size);
  const { body: taken } = await upload().expect(201);
  await office.ana.delete(`/api/attachments/${taken.id}`).expect(204);
  const kept = await office.files();

  await wait(employee, files, size);
  const { body } = await upload().expect(400);
  expect(body.issues).toMatchObject([{ in: 'body', message: expect.stringContaining('may wait') }]);
  expect(await office.files()).toEqual(kept);
});

test('of uploads at the same moment only as many are kept as there is room for', async () => {
  await wait(office.cast.harbour.employee, WAITING_FILES_MAXIMUM - 2, 1);
  const kept = await office.files();
  const answers = await Promise.all(Array.from({ length: 6 }, () => upload()));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 400, 400, 400, 400]);
  expect(await office.files()).toHaveLength(kept.length + 2);
});

test('the last byte there is room for is taken, and none after it', async () => {
  await wait(office.cast.harbour.employee, 1, WAITING_BYTES_MAXIMUM - bytes + 1);
  await upload().expect(400);
  await rowsOf(office.url, 'update attachments set size_bytes = size_bytes - 1');
  await upload().expect(201);
});

test('what belongs to a comment does not count', async () => {
  await wait(office.cast.harbour.employee, WAITING_FILES_MAXIMUM - 1, 1);
  const { body } = await upload().expect(201);
  await upload().expect(400);
  await office.comment(office.ana, 'with a file', [body.id]).expect(201);
  await upload().expect(201);
});
