import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { withClient } from '@caseload/db/embedded/connect.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Of Linux, as the 41st field of /proc/PID/stat names it. */
const SCHED_BATCH = 3;
const hasBatch = process.platform === 'linux' && spawnSync('chrt', ['-b', '0', 'true']).status === 0;

let directory: string;
let server: EmbeddedPostgres;

beforeAll(async () => {
  directory = await realpath(await mkdtemp(path.join(os.tmpdir(), 'caseload-pg-')));
  server = await startEmbeddedPostgres({ dataDirectory: directory, log: () => {} });
});
afterAll(async () => {
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

async function policyOf(pid: number): Promise<number> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is a name in brackets, which may hold anything.
  const third = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return Number(third[41 - 3]);
}

test.runIf(hasBatch)('what answers a statement does not push aside what sent it', async () => {
  const policy = await withClient(server.url('postgres'), async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return policyOf(rows[0]?.pid ?? 0);
  });
  expect(policy).toBe(SCHED_BATCH);
  expect(await policyOf(process.pid)).not.toBe(SCHED_BATCH);
});
