import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { eq } from '@caseload/db/drizzle.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { employees } from '@caseload/db/schema/organisations.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { cloneDatabase, onServer, type TestDatabase } from '../../support/testDatabase.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

/** A kernel of three connections by way of a proxy, anew for each test, and a person to be renamed. */
export function kernelStage({ connectTimeoutMs = 10_000, maxWaiting = 6 } = {}) {
  let clone: TestDatabase;
  let cast: Cast;
  let proxy: WireProxy;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    cast = await createCast(clone.url);
  });
  beforeEach(async () => {
    proxy = await startWireProxy(clone.url);
    database = openDatabase({ url: proxy.url, max: 3, maxWaiting, connectTimeoutMs });
  });
  afterEach(async () => {
    await database.close();
    await proxy.close();
  });
  afterAll(() => clone.drop());

  const scope = () => ({ organisationId: cast.harbour.organisationId });
  const isRenamed = () => eq(employees.id, cast.harbour.colleague.id);
  const nameNow = async () => {
    const [[row]] = await database.read(scope(), (tx) => [
      tx.db.select({ name: employees.name }).from(employees).where(isRenamed()),
    ]);
    return row?.name;
  };
  return {
    get clone() {
      return clone;
    },
    get cast() {
      return cast;
    },
    get proxy() {
      return proxy;
    },
    get database() {
      return database;
    },
    scope,
    nameNow,
    rename: (tx: Transaction, name: string) =>
      tx.db.update(employees).set({ name }).where(isRenamed()).returning(),
    failing: (tx: Transaction) => tx.raw('select 1 / 0', []),
    /** Ends the transaction's backend, as an administrator would. */
    async terminate(tx: Transaction): Promise<void> {
      const { rows } = await tx.raw('select pg_backend_pid() as pid', []);
      await onServer(clone.url, `select pg_terminate_backend(${rows[0].pid}, 5000)`);
    },
    async poolIsWhole() {
      await Promise.all([1, 2, 3].map(() => nameNow()));
      expect(database.statistics()).toEqual({ total: 3, idle: 3, waiting: 0 });
    },
  };
}
