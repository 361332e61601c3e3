import { afterAll, beforeAll, expect, test } from 'vitest';
import { Deadline, runWithin } from '@caseload/db/kernel/deadline.ts';
import { ConnectionLost, DatabaseBusy } from '@caseload/db/kernel/errors.ts';
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
  database = openDatabase({ url: proxy.url, max: 1, connectTimeoutMs: 20_000 });
});
afterAll(async () => {
  await database?.close();
  await proxy?.close();
  await clone?.drop();
});

const scope = () => ({ organisationId: cast.harbour.organisationId });
const read = () => database.read(scope(), (tx) => [tx.raw('select 1', [])]);
const write = (deadlineMs?: number) =>
  database.write(
    scope(),
    (tx) => tx.commit([tx.raw('select 2', [])], () => 'saved'),
    deadlineMs === undefined ? {} : { deadlineMs },
  );

test('transactions of one request wait together no longer than one', async () => {
  await read();
  await runWithin(new Deadline(300), async () => {
    proxy.freeze();
    await expect(read()).rejects.toBeInstanceOf(ConnectionLost);
    // Nothing is left for the second one, although one alone may wait seven seconds.
    await expect(write()).rejects.toBeInstanceOf(DatabaseBusy);
    proxy.thaw();
    await expect(write()).rejects.toBeInstanceOf(DatabaseBusy);
    // What names a time of its own has it.
    await expect(write(20_000)).resolves.toBe('saved');
  });
  await expect(write()).resolves.toBe('saved');
});

test('whoever waits for nothing any more has none', async () => {
  let isOver = false;
  const deadline = new Deadline(1, () => isOver);
  await runWithin(deadline, async () => {
    await expect.poll(() => deadline.leftMs).toBeLessThan(0);
    await expect(write()).rejects.toBeInstanceOf(DatabaseBusy);
    isOver = true;
    await expect(write()).resolves.toBe('saved');
  });
});

test('a deadline can be put off, and taken away', async () => {
  const deadline = new Deadline(-1);
  await runWithin(deadline, async () => {
    await expect(write()).rejects.toBeInstanceOf(DatabaseBusy);
    deadline.extend(10_000);
    await expect(write()).resolves.toBe('saved');
    deadline.extend(-20_000);
    await expect(write()).rejects.toBeInstanceOf(DatabaseBusy);
    deadline.lift();
    await expect(write()).resolves.toBe('saved');
  });
});
