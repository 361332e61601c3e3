import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommitOutcomeUnknown } from '@caseload/db/kernel/errors.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { makeDiskStorage } from '@caseload/server/attachments/diskStorage.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { performWork } from '@caseload/server/imports/performWork.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { type Agent, startTestServer, type TestServer } from '../../support/testServer.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';
import { prepare, read, work } from './wizard.ts';

let clone: TestDatabase;
let cast: Cast;
let server: TestServer;
let admin: Agent;
let proxy: WireProxy;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  server = await startTestServer(clone.url);
  admin = await server.signIn(cast.harbour.admin);
  proxy = await startWireProxy(clone.url);
  database = openDatabase({ url: proxy.url, max: 2, connectTimeoutMs: 5_000 });
});
afterAll(async () => {
  await database?.close();
  await proxy?.close();
  await server?.stop();
  await clone?.drop();
});

/** Begins work as a process does that has it to itself, and loses the answer to the COMMIT that ends it. */
async function loseTheEnd(importId: string, kind: 'check' | 'run'): Promise<unknown> {
  const workId = randomUUID();
  await rowsOf(
    clone.url,
    `update imports set work = $2, work_id = $3, phase = 'waiting', done = 0, total = 2, rows_per_second = 0,
       started_by = created_by, started_at = now(), alive_at = now() where id = $1`,
    [importId, kind, workId],
  );
  const { organisationId, admin: actor } = cast.harbour;
  const storage = makeDiskStorage(`${server.dataDirectory}/uploads`);
  const dependencies = { database, importDatabase: database, storage, logger: makeLogger('silent') };
  const begun = { kind, importId, workId, total: 2 };
  return performWork(dependencies, { id: actor.id, organisationId }, begun, {
    signal: new AbortController().signal,
    // Until then other transactions end, and behind it only the work itself does.
    onProgress: (phase) => phase === 'saving' && proxy.cutNextCommitAnswer(),
  }).catch((error: unknown) => error);
}

test.each([
  ['check', 'checked'],
  ['run', 'done'],
] as const)(
  'a %s that is saved although nobody was told has its file of the rows left out',
  async (kind, state) => {
    const one = await prepare(admin, `name\n${kind}\n${'x'.repeat(201)}`);
    if (kind === 'run') await work(admin, one, 'check');
    expect(await loseTheEnd(one.id, kind)).toBeInstanceOf(CommitOutcomeUnknown);
    expect(await read(admin, one)).toMatchObject({ state, work: null, hasErrorFile: true });
    const { text } = await admin.get(`/api/imports/${one.id}/errors.csv`).expect(200);
    expect(text).toContain('x'.repeat(201));
  },
);
