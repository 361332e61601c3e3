import { randomUUIDv7 } from 'node:crypto';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { CommitOutcomeUnknown, ConnectionLost, DatabaseBusy, sqlState } from '@caseload/db/kernel/errors.ts';
import { stayAwake } from '../../support/awake.ts';
import { kernelStage } from './kernelStage.ts';

const stage = kernelStage();
const { scope, rename, nameNow, terminate, poolIsWhole } = stage;

test('a COMMIT that never left has saved nothing: that is known', async () => {
  const ending = stage.database.write(scope(), async (tx) => {
    await rename(tx, 'Before the end');
    await terminate(tx);
    await stayAwake(200);
    return tx.commit([], () => undefined);
  });
  await expect(ending).rejects.toBeInstanceOf(ConnectionLost);
  await poolIsWhole();
});

test('a code of the operating system is no SQLSTATE, though it may look like one', () => {
  expect(sqlState(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toBeUndefined();
});

test('a session that ended before COMMIT has saved nothing: that is known', async () => {
  const other = new Client({ connectionString: stage.clone.url });
  await other.connect();
  const ending = stage.database.write(scope(), async (tx) => {
    const { rows } = await tx.raw('select pg_backend_pid() as pid', []);
    // By the clock of the server, for this process may stand still meanwhile.
    void other.query(`select pg_sleep(0.2), pg_terminate_backend(${rows[0].pid})`);
    return tx.commit([rename(tx, 'Before the end'), tx.raw('select pg_sleep(4)', [])], () => undefined);
  });
  await expect(ending).rejects.toBeInstanceOf(ConnectionLost);
  await other.end();
  await poolIsWhole();
});

test('a lost connection ends neither the process nor a slot', async () => {
  const killed = [1, 2, 3].map(() =>
    stage.database.write(scope(), async (tx) => {
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

/** Renames by repeatable work whose first run loses its connection. */
async function renameAtSecondRun(to: string) {
  let runs = 0;
  const name = await stage.database.write(
    scope(),
    async (tx) => {
      runs += 1;
      if (runs === 1) await terminate(tx);
      return tx.commit([rename(tx, to)], ([row]) => row?.name);
    },
    { repeatable: true },
  );
  return { runs, name };
}

test('a repeatable work is run again after a lost connection', async () => {
  expect(await renameAtSecondRun('Second run')).toEqual({ runs: 2, name: 'Second run' });
});

test('a connection that PostgreSQL has ended counts as lost before its socket is closed', async () => {
  stage.proxy.linger(true);
  const renamed = await renameAtSecondRun('After the end');
  stage.proxy.linger(false);
  expect(renamed).toEqual({ runs: 2, name: 'After the end' });
  await poolIsWhole();
});

test('an unknown commit outcome is resolved by the repeatable work itself, however the connection ends', async () => {
  await nameNow();
  for (let round = 0; round < 20; round += 1) {
    stage.proxy.cutNextCommitAnswer();
    const saving = stage.database.write(
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
  stage.proxy.cutNextCommitAnswer();
  const unknown = stage.database.write(scope(), (tx) => tx.commit([rename(tx, mark)], () => undefined));
  await expect(unknown).rejects.toBeInstanceOf(CommitOutcomeUnknown);
  expect(await nameNow()).toBe(mark);
  await poolIsWhole();
});

test('a server that accepts and stays silent is given up at the deadline', async () => {
  await nameNow();
  const frozen = stage.database.write(
    scope(),
    async (tx) => {
      stage.proxy.freeze();
      await tx.raw('select 1', []);
    },
    { deadlineMs: 300 },
  );
  await expect(frozen).rejects.toBeInstanceOf(ConnectionLost);
  stage.proxy.thaw();
  await poolIsWhole();
});

test('what may have been saved stays unknown when there is no time left to ask again', async () => {
  await nameNow();
  const saving = stage.database.write(
    scope(),
    async (tx) => {
      const saved = tx.commit([rename(tx, 'Perhaps')], ([row]) => row?.name);
      stage.proxy.freeze();
      return saved;
    },
    { repeatable: true, deadlineMs: 300 },
  );
  await expect(saving).rejects.toBeInstanceOf(CommitOutcomeUnknown);
  stage.proxy.thaw();
});

test('a database that cannot be reached is busy, not an endless wait, and its pool recovers', async () => {
  await stage.proxy.close();
  await expect(nameNow()).rejects.toBeInstanceOf(DatabaseBusy);
});
