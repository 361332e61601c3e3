import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { eq } from '@caseload/db/drizzle.ts';
import {
  CommitOutcomeUnknown,
  ConnectionLost,
  DatabaseBusy,
  KernelMisuse,
  sqlState,
} from '@caseload/db/kernel/errors.ts';
import { type Database, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { employees } from '@caseload/db/schema/organisations.ts';
import { type Cast, createCast } from '../../support/cast.ts';
import { cloneDatabase, onServer, type TestDatabase } from '../../support/testDatabase.ts';
import { startWireProxy, type WireProxy } from '../../support/wireProxy.ts';

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
  database = openDatabase({ url: proxy.url, max: 3, connectTimeoutMs: 1_500 });
});
afterEach(async () => {
  await database.close();
  await proxy.close();
});
afterAll(() => clone.drop());

const scope = () => ({ organisationId: cast.harbour.organisationId });
const rename = (tx: Transaction, name: string) =>
  tx.db.update(employees).set({ name }).where(eq(employees.id, cast.harbour.colleague.id)).returning();
const nameNow = async () => {
  const [[row]] = await database.read(scope(), (tx) => [
    tx.db.select({ name: employees.name }).from(employees).where(eq(employees.id, cast.harbour.colleague.id)),
  ]);
  return row?.name;
};
const failing = (tx: Transaction) => tx.raw('select 1 / 0', []);
/** Sent when it is given to the kernel; its failure is nothing more than its answer. */
const caught = (statement: Statement<unknown>): Statement<unknown> => ({
  then: (fulfilled, rejected) => statement.then(() => 'no failure', sqlState).then(fulfilled, rejected),
});
/** Ends the transaction's backend, as an administrator would. */
async function terminate(tx: Transaction): Promise<void> {
  const { rows } = await tx.raw('select pg_backend_pid() as pid', []);
  await onServer(clone.url, `select pg_terminate_backend(${rows[0].pid}, 5000)`);
}
const poolIsWhole = async () => {
  await Promise.all([1, 2, 3].map(() => nameNow()));
  expect(database.statistics()).toEqual({ total: 3, idle: 3, waiting: 0 });
};

test('a read is one round trip, whatever the number of statements', async () => {
  await nameNow();
  proxy.takeRoundTrips();
  await database.read(scope(), (tx) => [tx.raw('select 1', []), tx.raw('select 2', [])]);
  expect(proxy.takeRoundTrips()).toBe(1);
});

test('lock, then writes with COMMIT: two round trips; a lone write: one', async () => {
  await nameNow();
  proxy.takeRoundTrips();
  await database.write(scope(), async (tx) => {
    await tx.db.select().from(employees).where(eq(employees.id, cast.harbour.colleague.id)).for('update');
    return tx.commit([rename(tx, 'Two trips')], () => undefined);
  });
  expect(proxy.takeRoundTrips()).toBe(2);
  await database.write(scope(), (tx) => tx.commit([rename(tx, 'One trip')], () => undefined));
  expect(proxy.takeRoundTrips()).toBe(1);
  expect(await nameNow()).toBe('One trip');
});

test('answers arrive only after the commit, and in order', async () => {
  const answer = await database.write(scope(), (tx) =>
    tx.commit([rename(tx, 'First'), tx.raw('select 7 as n', [])], ([row], seven) => [
      row?.name,
      seven.rows[0].n,
    ]),
  );
  expect(answer).toEqual(['First', 7]);
});

test('a COMMIT that came back as ROLLBACK is an error, although the failure was caught', async () => {
  const before = await nameNow();
  const swallowing = database.write(scope(), async (tx) => {
    await rename(tx, 'Never saved');
    await Promise.resolve(failing(tx)).catch(() => undefined);
    return 'saved';
  });
  await expect(swallowing).rejects.toSatisfy((error) => sqlState(error) === '22012');
  expect(await nameNow()).toBe(before);
  await poolIsWhole();
});

test('the first failure is reported, not the 25P02 that follows from it', async () => {
  const late = database.write(scope(), async (tx) => {
    await tx.together([failing(tx), rename(tx, 'Late branch')]);
  });
  await expect(late).rejects.toSatisfy((error) => sqlState(error) === '22012');
  await poolIsWhole();
});

test('what cannot be sent saves nothing of what would have left with it', async () => {
  const before = await nameNow();
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const unsendable = database.write(scope(), (tx) =>
    tx.commit([rename(tx, 'Half of it'), tx.raw('select $1::jsonb', [circular])], () => undefined),
  );
  await expect(unsendable).rejects.toBeInstanceOf(TypeError);
  expect(await nameNow()).toBe(before);
  await poolIsWhole();
});

test.each([
  ['BEGIN', async () => undefined],
  ['a change', (tx: Transaction) => Promise.resolve(rename(tx, 'Before the unsendable'))],
])(
  'behind what could not be sent nothing is saved, whether it would have left with %s',
  async (_case, first) => {
    const before = await nameNow();
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const careless = database.write(scope(), async (tx) => {
      await first(tx);
      await tx.raw('select $1::jsonb', [circular]).then(undefined, () => undefined);
      return tx.commit([tx.raw('select 1', [])], () => 'saved');
    });
    await expect(careless).rejects.toBeInstanceOf(TypeError);
    expect(await nameNow()).toBe(before);
    await poolIsWhole();
  },
);

test('a statement that cannot even be said keeps the others from being saved', async () => {
  const before = await nameNow();
  const unsayable: Statement<unknown> = {
    then() {
      throw new RangeError('unsayable');
    },
  };
  const saving = database.write(scope(), (tx) =>
    tx.commit([rename(tx, 'Half of it'), unsayable], () => undefined),
  );
  await expect(saving).rejects.toBeInstanceOf(RangeError);
  expect(await nameNow()).toBe(before);
  await poolIsWhole();
});

test('a COMMIT that never left has saved nothing: that is known', async () => {
  const ending = database.write(scope(), async (tx) => {
    await rename(tx, 'Before the end');
    await terminate(tx);
    await sleep(200);
    return tx.commit([], () => undefined);
  });
  await expect(ending).rejects.toBeInstanceOf(ConnectionLost);
  await poolIsWhole();
});

test('a code of the operating system is no SQLSTATE, though it may look like one', () => {
  expect(sqlState(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toBeUndefined();
});

test('a savepoint is reached again in the same round trip, also behind a failure', async () => {
  await nameNow();
  proxy.takeRoundTrips();
  const answers = await database.write(scope(), (tx) =>
    tx.commit(
      [tx.raw('savepoint here', []), caught(failing(tx)), tx.backTo('here'), rename(tx, 'Behind it')],
      (...all) => all,
    ),
  );
  expect(answers[1]).toBe('22012');
  expect(proxy.takeRoundTrips()).toBe(1);
  expect(await nameNow()).toBe('Behind it');
});

test('a session that ended before COMMIT has saved nothing: that is known', async () => {
  const ending = database.write(scope(), async (tx) => {
    const { rows } = await tx.raw('select pg_backend_pid() as pid', []);
    setTimeout(() => void onServer(clone.url, `select pg_terminate_backend(${rows[0].pid})`), 100);
    return tx.commit([rename(tx, 'Before the end'), tx.raw('select pg_sleep(4)', [])], () => undefined);
  });
  await expect(ending).rejects.toBeInstanceOf(ConnectionLost);
  await poolIsWhole();
});

test('work that fails before anything was sent leaves no transaction open', async () => {
  const before = await nameNow();
  const { total } = database.statistics();
  class OurError extends Error {}
  const work = database.write(scope(), (tx): Promise<void> => {
    // Nobody waits for it.
    rename(tx, 'Never saved').then(
      () => undefined,
      () => undefined,
    );
    throw new OurError('no');
  });
  await expect(work).rejects.toBeInstanceOf(OurError);
  expect(await nameNow()).toBe(before);
  expect(database.statistics().total).toBe(total);
});

test('the stack of a failure leads to whoever made the statement', async () => {
  const failed = database.write(scope(), async (tx) => {
    await failing(tx);
  });
  await expect(failed).rejects.toHaveProperty('stack', expect.stringContaining('kernel.test.ts'));
});

test('an error of the work itself rolls back and is thrown as it is', async () => {
  const before = await nameNow();
  class OurError extends Error {}
  const work = database.write(scope(), async (tx) => {
    await rename(tx, 'Rolled back');
    throw new OurError('no');
  });
  await expect(work).rejects.toBeInstanceOf(OurError);
  expect(await nameNow()).toBe(before);
});

test('a statement that nobody awaited is an error and nothing is saved', async () => {
  const before = await nameNow();
  const careless = database.write(scope(), async (tx) => {
    rename(tx, 'Unawaited').then(
      () => undefined,
      () => undefined,
    );
  });
  await expect(careless).rejects.toBeInstanceOf(KernelMisuse);
  expect(await nameNow()).toBe(before);
  await poolIsWhole();
});

test('a statement after the end is an error and touches nobody else', async () => {
  let escaped: Transaction | undefined;
  await database.write(scope(), async (tx) => {
    escaped = tx;
  });
  const late = escaped;
  if (!late) throw new Error('unreachable');
  await expect(Promise.resolve(rename(late, 'Too late'))).rejects.toSatisfy(
    (error) =>
      error instanceof Error && (error instanceof KernelMisuse || error.cause instanceof KernelMisuse),
  );
  expect(await nameNow()).not.toBe('Too late');
});

test('waiting for a second connection inside a transaction throws instead of stalling everybody', async () => {
  const nested = database.write(scope(), async () => {
    await database.read(scope(), (tx) => [tx.raw('select 1', [])]);
  });
  await expect(nested).rejects.toBeInstanceOf(KernelMisuse);
  await poolIsWhole();
});

test('a connection that is not idle is not reused', async () => {
  await database
    .write(scope(), async (tx) => {
      await tx.raw('commit', []);
      await tx.raw('begin', []);
      await tx.raw("set caseload.organisation_id = 'left behind'", []);
      throw new Error('left open');
    })
    .catch(() => undefined);
  const [answer] = await database.read({ signInEmail: 'nobody' }, (tx) => [
    tx.raw("select current_setting('caseload.organisation_id', true) as left_behind", []),
  ]);
  expect(answer.rows[0].left_behind ?? '').toBe('');
});

test('the scope ends with its transaction', async () => {
  await nameNow();
  const [answer] = await database.read({ signInEmail: 'nobody' }, (tx) => [
    tx.raw(
      "select current_setting('caseload.organisation_id', true) as organisation, count(*)::int from employees",
      [],
    ),
  ]);
  expect(answer.rows[0]).toEqual({ organisation: '', count: 0 });
});

test('a read cannot write', async () => {
  const sneaky = database.read(scope(), (tx) => [rename(tx, 'Written by a read')]);
  await expect(sneaky).rejects.toSatisfy((error) => sqlState(error) === '25006');
});

test('a lost connection ends neither the process nor a slot', async () => {
  const killed = [1, 2, 3].map(() =>
    database.write(scope(), async (tx) => {
      await terminate(tx);
      await tx.raw('select 1', []);
    }),
  );
  const outcomes = await Promise.allSettled(killed);
  expect(outcomes.map((o) => o.status === 'rejected' && o.reason instanceof ConnectionLost)).toEqual([
    true,
    true,
    true,
  ]);
  await poolIsWhole();
});

test('a repeatable work is run again after a lost connection', async () => {
  let runs = 0;
  const name = await database.write(
    scope(),
    async (tx) => {
      runs += 1;
      if (runs === 1) await terminate(tx);
      return tx.commit([rename(tx, 'Second run')], ([row]) => row?.name);
    },
    { repeatable: true },
  );
  expect({ runs, name }).toEqual({ runs: 2, name: 'Second run' });
});

test('a connection that PostgreSQL has ended counts as lost before its socket is closed', async () => {
  proxy.linger(true);
  let runs = 0;
  const name = await database.write(
    scope(),
    async (tx) => {
      runs += 1;
      if (runs === 1) await terminate(tx);
      return tx.commit([rename(tx, 'After the end')], ([row]) => row?.name);
    },
    { repeatable: true },
  );
  proxy.linger(false);
  expect({ runs, name }).toEqual({ runs: 2, name: 'After the end' });
  await poolIsWhole();
});

test('an unknown commit outcome is resolved by the repeatable work itself, however the connection ends', async () => {
  await nameNow();
  for (let round = 0; round < 20; round += 1) {
    proxy.cutNextCommitAnswer();
    const saving = database.write(
      scope(),
      (tx) => tx.commit([rename(tx, `Round ${round}`)], ([row]) => row?.name),
      {
        repeatable: true,
      },
    );
    await expect(saving).resolves.toBe(`Round ${round}`);
  }
});

test('an unknown commit outcome is an error of its own', async () => {
  const mark = randomUUIDv7();
  await nameNow();
  proxy.cutNextCommitAnswer();
  const unknown = database.write(scope(), (tx) => tx.commit([rename(tx, mark)], () => undefined));
  await expect(unknown).rejects.toBeInstanceOf(CommitOutcomeUnknown);
  expect(await nameNow()).toBe(mark);
  await poolIsWhole();
});

test.each([
  ['40001', "select set_config('x.y', '1', true)", 4],
  ['40P01', 'select 1', 4],
])('%s is retried at most three times', async (state, prelude, expected) => {
  let runs = 0;
  const victim = database.write(scope(), async (tx) => {
    runs += 1;
    await tx.raw(prelude, []);
    await tx.raw(`do $$ begin raise exception 'victim' using errcode = '${state}'; end $$`, []);
  });
  await expect(victim).rejects.toSatisfy((error) => sqlState(error) === state);
  expect(runs).toBe(expected);
});

test('two transactions that deadlock both finish', async () => {
  const ids = [cast.harbour.employee.id, cast.harbour.colleague.id];
  const touch = (tx: Transaction, id: string | undefined) =>
    tx.db
      .update(employees)
      .set({ code: randomUUIDv7() })
      .where(eq(employees.id, id ?? ''));
  const crossing = (order: Array<string | undefined>) =>
    database.write(scope(), async (tx) => {
      await touch(tx, order[0]);
      await sleep(100);
      await touch(tx, order[1]);
    });
  await Promise.all([crossing([ids[0], ids[1]]), crossing([ids[1], ids[0]])]);
});

test('waiting for a row lock ends with an error before the caller gives up', async () => {
  const impatient = openDatabase({ url: clone.url, max: 1, connectTimeoutMs: 1_500, lockTimeoutMs: 100 });
  await database.write(scope(), async (tx) => {
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
  await database.warm(3);
  const hold = Promise.withResolvers<void>();
  const holders = [1, 2, 3].map(() => database.write(scope(), () => hold.promise));
  await expect.poll(() => database.statistics().idle).toBe(0);
  const waiting = Array.from({ length: 6 }, () => nameNow());
  const started = performance.now();
  await expect(nameNow()).rejects.toBeInstanceOf(DatabaseBusy);
  expect(performance.now() - started).toBeLessThan(200);
  const refused = await Promise.allSettled(waiting);
  expect(refused.every((o) => o.status === 'rejected' && o.reason instanceof DatabaseBusy)).toBe(true);
  hold.resolve();
  await Promise.all(holders);
  await poolIsWhole();
});

test('a server that accepts and stays silent is given up at the deadline', async () => {
  await nameNow();
  const frozen = database.write(
    scope(),
    async (tx) => {
      proxy.freeze();
      await tx.raw('select 1', []);
    },
    { deadlineMs: 300 },
  );
  await expect(frozen).rejects.toBeInstanceOf(ConnectionLost);
  proxy.thaw();
  await poolIsWhole();
});

test('what may have been saved stays unknown when there is no time left to ask again', async () => {
  await nameNow();
  const saving = database.write(
    scope(),
    async (tx) => {
      const saved = tx.commit([rename(tx, 'Perhaps')], ([row]) => row?.name);
      proxy.freeze();
      return saved;
    },
    { repeatable: true, deadlineMs: 300 },
  );
  await expect(saving).rejects.toBeInstanceOf(CommitOutcomeUnknown);
  proxy.thaw();
});

test('warm opens that many connections at once', async () => {
  await database.warm(3);
  expect(database.statistics()).toEqual({ total: 3, idle: 3, waiting: 0 });
});

test('a database that cannot be reached is busy, not an endless wait, and its pool recovers', async () => {
  await proxy.close();
  await expect(nameNow()).rejects.toBeInstanceOf(DatabaseBusy);
});
