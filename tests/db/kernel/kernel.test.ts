import { randomUUIDv7 } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { eq } from '@caseload/db/drizzle.ts';
import { DatabaseBusy, KernelMisuse, sqlState } from '@caseload/db/kernel/errors.ts';
import { openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { employees } from '@caseload/db/schema/organisations.ts';
import { kernelStage } from './kernelStage.ts';

const stage = kernelStage();
const { scope, rename, nameNow, failing, poolIsWhole } = stage;

test('a read is one round trip, whatever the number of statements', async () => {
  await nameNow();
  stage.proxy.takeRoundTrips();
  await stage.database.read(scope(), (tx) => [tx.raw('select 1', []), tx.raw('select 2', [])]);
  expect(stage.proxy.takeRoundTrips()).toBe(1);
});

test('lock, then writes with COMMIT: two round trips; a lone write: one', async () => {
  await nameNow();
  stage.proxy.takeRoundTrips();
  await stage.database.write(scope(), async (tx) => {
    await tx.db
      .select()
      .from(employees)
      .where(eq(employees.id, stage.cast.harbour.colleague.id))
      .for('update');
    return tx.commit([rename(tx, 'Two trips')], () => undefined);
  });
  expect(stage.proxy.takeRoundTrips()).toBe(2);
  await stage.database.write(scope(), (tx) => tx.commit([rename(tx, 'One trip')], () => undefined));
  expect(stage.proxy.takeRoundTrips()).toBe(1);
  expect(await nameNow()).toBe('One trip');
});

test('answers arrive only after the commit, and in order', async () => {
  const answer = await stage.database.write(scope(), (tx) =>
    tx.commit([rename(tx, 'First'), tx.raw('select 7 as n', [])], ([row], seven) => [
      row?.name,
      seven.rows[0].n,
    ]),
  );
  expect(answer).toEqual(['First', 7]);
});

test('a COMMIT that came back as ROLLBACK is an error, although the failure was caught', async () => {
  const before = await nameNow();
  const swallowing = stage.database.write(scope(), async (tx) => {
    await rename(tx, 'Never saved');
    await Promise.resolve(failing(tx)).catch(() => undefined);
    return 'saved';
  });
  await expect(swallowing).rejects.toSatisfy((error) => sqlState(error) === '22012');
  expect(await nameNow()).toBe(before);
  await poolIsWhole();
});

test('waiting for a second connection inside a transaction throws instead of stalling everybody', async () => {
  const nested = stage.database.write(scope(), async () => {
    await stage.database.read(scope(), (tx) => [tx.raw('select 1', [])]);
  });
  await expect(nested).rejects.toBeInstanceOf(KernelMisuse);
  await poolIsWhole();
});

test('a connection that is not idle is not reused', async () => {
  await stage.database
    .write(scope(), async (tx) => {
      await tx.raw('commit', []);
      await tx.raw('begin', []);
      await tx.raw("set caseload.organisation_id = 'left behind'", []);
      throw new Error('left open');
    })
    .catch(() => undefined);
  const [answer] = await stage.database.read({ signInEmail: 'nobody' }, (tx) => [
    tx.raw("select current_setting('caseload.organisation_id', true) as left_behind", []),
  ]);
  expect(answer.rows[0].left_behind ?? '').toBe('');
});

test('the scope ends with its transaction', async () => {
  await nameNow();
  const [answer] = await stage.database.read({ signInEmail: 'nobody' }, (tx) => [
    tx.raw(
      "select current_setting('caseload.organisation_id', true) as organisation, count(*)::int from employees",
      [],
    ),
  ]);
  expect(answer.rows[0]).toEqual({ organisation: '', count: 0 });
});

test('a read cannot write', async () => {
  const sneaky = stage.database.read(scope(), (tx) => [rename(tx, 'Written by a read')]);
  await expect(sneaky).rejects.toSatisfy((error) => sqlState(error) === '25006');
});

test.each([
  ['40001', "select set_config('x.y', '1', true)", 4],
  ['40P01', 'select 1', 4],
])('%s is retried at most three times', async (state, prelude, expected) => {
  let runs = 0;
  const victim = stage.database.write(scope(), async (tx) => {
    runs += 1;
    await tx.raw(prelude, []);
    await tx.raw(`do $$ begin raise exception 'victim' using errcode = '${state}'; end $$`, []);
  });
  await expect(victim).rejects.toSatisfy((error) => sqlState(error) === state);
  expect(runs).toBe(expected);
});

test('two transactions that deadlock both finish', async () => {
  const ids = [stage.cast.harbour.employee.id, stage.cast.harbour.colleague.id] as const;
  const touch = (tx: Transaction, id: string) =>
    tx.db.update(employees).set({ code: randomUUIDv7() }).where(eq(employees.id, id));
  let runs = 0;
  const hasOne = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const both = Promise.all(hasOne.map(({ promise }) => promise));
  const crossing = (first: 0 | 1) =>
    stage.database.write(scope(), async (tx) => {
      runs += 1;
      await touch(tx, ids[first]);
      hasOne[first].resolve();
      await both;
      await touch(tx, ids[first === 0 ? 1 : 0]);
    });
  await Promise.all([crossing(0), crossing(1)]);
  // One of them at least was the victim.
  expect(runs).toBeGreaterThan(2);
});

test('waiting for a row lock ends with an error before the caller gives up', async () => {
  const impatient = openDatabase({
    url: stage.clone.url,
    max: 1,
    connectTimeoutMs: 10_000,
    lockTimeoutMs: 100,
  });
  // What opening a connection takes is not waited for with the row held.
  await impatient.warm(1);
  await stage.database.write(scope(), async (tx) => {
    await rename(tx, 'Held');
    await insideNobody(async () => {
      const waiting = impatient.write(scope(), async (other) => void (await rename(other, 'Waits')));
      await expect(waiting).rejects.toSatisfy((error) => sqlState(error) === '55P03');
    });
  });
  await impatient.close();
});

/** Runs work outside the asynchronous context of the transaction around it. */
function insideNobody(work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    outsideQueue.push(() => work().then(resolve, reject));
  });
}
const outsideQueue: Array<() => void> = [];
const outsideTimer = setInterval(() => outsideQueue.splice(0).forEach((run) => run()), 5);
afterAll(() => clearInterval(outsideTimer));

test('with all connections taken a request waits its time and is refused; past twice the pool at once', async () => {
  // Less than the time after which PostgreSQL ends who holds a transaction and does nothing in it.
  const narrow = openDatabase({ url: stage.clone.url, max: 1, connectTimeoutMs: 3_000 });
  const hold = Promise.withResolvers<void>();
  const isHeld = Promise.withResolvers<void>();
  const holder = narrow.write(scope(), () => {
    isHeld.resolve();
    return hold.promise;
  });
  await isHeld.promise;
  const refused: string[] = [];
  const refusal = async (who: string) => {
    await expect(narrow.read(scope(), () => [])).rejects.toBeInstanceOf(DatabaseBusy);
    refused.push(who);
  };
  const waiting = [1, 2].map(() => refusal('who waits'));
  await Promise.all([...waiting, refusal('who finds no place')]);
  expect(refused[0]).toBe('who finds no place');
  hold.resolve();
  await holder;
  expect(narrow.statistics()).toEqual({ total: 1, idle: 1, waiting: 0 });
  await narrow.close();
});

test('warm opens that many connections at once', async () => {
  await stage.database.warm(3);
  expect(stage.database.statistics()).toEqual({ total: 3, idle: 3, waiting: 0 });
});
