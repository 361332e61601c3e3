import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginLifetime, type Lifetime } from '@caseload/scripts/support/lifetime.ts';
import { openDatabaseServer } from '@caseload/scripts/support/openDatabaseServer.ts';
import { readConfig } from '@caseload/server/config.ts';

let directory: string;
let lifetime: Lifetime;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'caseload-pools-'));
  lifetime = beginLifetime();
});
afterEach(async () => {
  await lifetime.end();
  await rm(directory, { recursive: true, force: true });
});

test('the embedded server has room for pools of any size, and for whatever works beside the app', async () => {
  const POOL_MAX = 150;
  const BESIDE = 10;
  const config = readConfig({ DATABASE_POOL_MAX: String(POOL_MAX), CASELOAD_DATA: directory });
  const url = await openDatabaseServer({ config, lifetime, log: () => undefined, onLost: () => undefined });
  const clients = Array.from({ length: POOL_MAX + BESIDE }, () => new Client({ connectionString: url }));
  for (const client of clients) client.on('error', () => undefined);
  const outcomes = await Promise.allSettled(clients.map((client) => client.connect()));
  await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
}, 60_000);
