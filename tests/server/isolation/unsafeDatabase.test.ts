import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '@caseload/db/migrate.ts';
import { rowsOf } from '../../support/rows.ts';
import { startTestServer } from '../../support/testServer.ts';

/** A server of its own: roles belong to the whole cluster, and this test spoils them. */
let postgres: EmbeddedPostgres;
let directory: string;
let url: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'caseload-unsafe-'));
  postgres = await startEmbeddedPostgres({ dataDirectory: directory, log: () => undefined });
  url = postgres.url('postgres');
  await migrate(url, { log: () => undefined });
});
afterAll(async () => {
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
});

const SPOILED = [
  ['the role is a superuser', 'alter role caseload_app superuser', 'alter role caseload_app nosuperuser'],
  ['the role bypasses policies', 'alter role caseload_app bypassrls', 'alter role caseload_app nobypassrls'],
  [
    'a table is not forced',
    'alter table customers no force row level security',
    'alter table customers force row level security',
  ],
  [
    'a table has no row-level security',
    'create table forgotten (organisation_id uuid)',
    'drop table forgotten',
  ],
  [
    'the role owns a table',
    'alter table statuses owner to caseload_app',
    'alter table statuses owner to postgres',
  ],
  [
    'the role inherits an owner',
    'create role landlord; alter table statuses owner to landlord; grant landlord to caseload_app with inherit true',
    'alter table statuses owner to postgres; drop role landlord',
  ],
] as const;

test.each(SPOILED)('the server refuses to start when %s', async (_name, spoil, mend) => {
  await rowsOf(url, spoil);
  await expect(startTestServer(url)).rejects.toMatchObject({ name: 'UnsafeDatabase' });
  await rowsOf(url, mend);
  const server = await startTestServer(url);
  await server.stop();
});
