import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ConnectionLost } from '@caseload/db/kernel/errors.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { cloneDatabase, type TestDatabase } from '../../support/testDatabase.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

let clone: TestDatabase;
let cast: Cast;
let proxy: WireProxy;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  cast = await createCast(clone.url);
  proxy = await startWireProxy(clone.url);
  database = openDatabase({ url: proxy.url, max: 1, connectTimeoutMs: 5_000 });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await database?.close();
  await proxy?.close();
  await clone?.drop();
});

const HOUR_MS = 3_600_000;

/** From now on the clock is an hour further on, or back, each time somebody looks. */
function letClockRun(direction: 1 | -1): void {
  const now = Date.now.bind(Date);
  let looks = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => now() + direction * HOUR_MS * (looks += 1));
}

test('a clock that is set ahead ends no transaction', async () => {
  letClockRun(1);
  const scope = { organisationId: cast.harbour.organisationId };
  const saved = database.write(scope, async (tx) => {
    await tx.raw('select 1', []);
    await sleep(50);
    return tx.commit([tx.raw('select 2', [])], () => 'saved');
  });
  await expect(saved).resolves.toBe('saved');
});

test('a clock that is set back lets nobody wait beyond the deadline', async () => {
  letClockRun(-1);
  const frozen = database.write(
    { organisationId: cast.harbour.organisationId },
    async (tx) => {
      proxy.freeze();
      await tx.raw('select 1', []);
    },
    { deadlineMs: 300 },
  );
  await expect(frozen).rejects.toBeInstanceOf(ConnectionLost);
  proxy.thaw();
});
