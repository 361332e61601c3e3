import { expect, test } from 'vitest';
import { KernelMisuse, sqlState } from '@caseload/db/kernel/errors.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { kernelStage } from './kernelStage.ts';

const stage = kernelStage();
const { scope, rename, nameNow, failing, poolIsWhole } = stage;

/** Sent when it is given to the kernel; its failure is nothing more than its answer. */
const caught = (statement: Statement<unknown>): Statement<unknown> => ({
  then: (fulfilled, rejected) => statement.then(() => 'no failure', sqlState).then(fulfilled, rejected),
});
test('the first failure is reported, not the 25P02 that follows from it', async () => {
  const late = stage.database.write(scope(), async (tx) => {
    await tx.together([failing(tx), rename(tx, 'Late branch')]);
  });
  await expect(late).rejects.toSatisfy((error) => sqlState(error) === '22012');
  await poolIsWhole();
});

test('what cannot be sent saves nothing of what would have left with it', async () => {
  const before = await nameNow();
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const unsendable = stage.database.write(scope(), (tx) =>
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
    const careless = stage.database.write(scope(), async (tx) => {
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
  const saving = stage.database.write(scope(), (tx) =>
    tx.commit([rename(tx, 'Half of it'), unsayable], () => undefined),
  );
  await expect(saving).rejects.toBeInstanceOf(RangeError);
  expect(await nameNow()).toBe(before);
  await poolIsWhole();
});

test('a savepoint is reached again in the same round trip, also behind a failure', async () => {
  await nameNow();
  stage.proxy.takeRoundTrips();
  const answers = await stage.database.write(scope(), (tx) =>
    tx.commit(
      [tx.raw('savepoint here', []), caught(failing(tx)), tx.backTo('here'), rename(tx, 'Behind it')],
      (...all) => all,
    ),
  );
  expect(answers[1]).toBe('22012');
  expect(stage.proxy.takeRoundTrips()).toBe(1);
  expect(await nameNow()).toBe('Behind it');
});

test('work that fails before anything was sent leaves no transaction open', async () => {
  const before = await nameNow();
  const { total } = stage.database.statistics();
  class OurError extends Error {}
  const work = stage.database.write(scope(), (tx): Promise<void> => {
    // Nobody waits for it.
    rename(tx, 'Never saved').then(
      () => undefined,
      () => undefined,
    );
    throw new OurError('no');
  });
  await expect(work).rejects.toBeInstanceOf(OurError);
  expect(await nameNow()).toBe(before);
  expect(stage.database.statistics().total).toBe(total);
});

test('the stack of a failure leads to whoever made the statement', async () => {
  const failed = stage.database.write(scope(), async (tx) => {
    await failing(tx);
  });
  await expect(failed).rejects.toHaveProperty('stack', expect.stringContaining('failures.test.ts'));
});

test('an error of the work itself rolls back and is thrown as it is', async () => {
  const before = await nameNow();
  class OurError extends Error {}
  const work = stage.database.write(scope(), async (tx) => {
    await rename(tx, 'Rolled back');
    throw new OurError('no');
  });
  await expect(work).rejects.toBeInstanceOf(OurError);
  expect(await nameNow()).toBe(before);
});

test('a statement that nobody awaited is an error and nothing is saved', async () => {
  const before = await nameNow();
  const careless = stage.database.write(scope(), async (tx) => {
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
  await stage.database.write(scope(), async (tx) => {
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
