import { randomUUIDv7 } from 'node:crypto';
import { Client } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { currentDeadline, Deadline, runWithin } from '@caseload/db/kernel/deadline.ts';
import {
  CommitOutcomeUnknown,
  ConnectionLost,
  DatabaseBusy,
  sqlState,
  violatedConstraint,
} from '@caseload/db/kernel/errors.ts';
import { shareCommits } from '@caseload/db/kernel/shareCommits.ts';
import { stayAwake } from '../../support/awake.ts';
import { createCustomers } from '../../support/cast.ts';
import { rowsOf } from '../../support/rows.ts';
import { kernelStage } from './kernelStage.ts';

// All may have to go alone, on a machine that stands still for a second.
const stage = kernelStage({ maxWaiting: 100 });
const { nameNow, poolIsWhole } = stage;
let customer: string;
let foreign: string;

beforeAll(async () => {
  [customer = ''] = await createCustomers(stage.clone.url, stage.cast.harbour, [{}]);
  [foreign = ''] = await createCustomers(stage.clone.url, stage.cast.northgate, [{}]);
});

const INSERT = `insert into customer_actions (organisation_id, id, customer_id, type, actor_id, comment, via, operation_id)
  values ($1, gen_random_uuid(), $2, 'comment', $3, $4, 'api', $5) returning comment`;

type Said = { text: string; operation?: string; about?: string; by?: string; at?: 'harbour' | 'northgate' };

/** Says something by `append`, twice where nobody knew whether it was saved, as whoever uses it has to. */
async function say({ text, at = 'harbour', ...rest }: Said): Promise<string | undefined> {
  const { organisationId, admin } = stage.cast[at];
  const { operation = randomUUIDv7(), about = at === 'harbour' ? customer : foreign, by = admin.id } = rest;
  const [[said], [two]] = await stage.database.append({ organisationId }, (tx) => [
    tx.rows<{ comment: string }>(INSERT, [organisationId, about, by, text, operation]),
    tx.rows<{ two: number }>('select 2 as two', []),
  ]);
  expect(two).toEqual({ two: 2 });
  return said?.comment;
}

const textsOf = (mark: string, count = 40) => Array.from({ length: count }, (_, i) => `${mark} ${i}`);
const saved = (mark: string) =>
  rowsOf<{ comment: string; transaction_id: string }>(
    stage.clone.url,
    'select comment, transaction_id::text from customer_actions where comment like $1 order by position',
    [`${mark} %`],
  );
const sorted = (texts: readonly string[]) => texts.toSorted();

test('one is one round trip; many at once share some, and each has its own answer', async () => {
  await poolIsWhole();
  stage.proxy.takeRoundTrips();
  await say({ text: 'alone' });
  expect(stage.proxy.takeRoundTrips()).toBe(1);
  const texts = textsOf('many');
  expect(await Promise.all(texts.map((text) => say({ text })))).toEqual(texts);
  // The first two each have one, the others share.
  expect(stage.proxy.takeRoundTrips()).toBeLessThan(10);
  const rows = await saved('many');
  expect(sorted(rows.map(({ comment }) => comment))).toEqual(sorted(texts));
  expect(new Set(rows.map((row) => row.transaction_id)).size).toBeLessThan(10);
  await poolIsWhole();
});

test('those of another organisation have transactions of their own', async () => {
  const texts = textsOf('apart');
  await Promise.all(texts.map((text, i) => say({ text, at: i % 2 ? 'harbour' : 'northgate' })));
  const rows = await saved('apart');
  const transactionsOf = (rest: number) =>
    new Set(
      rows.filter(({ comment }) => Number(comment.split(' ')[1]) % 2 === rest).map((r) => r.transaction_id),
    );
  expect(rows).toHaveLength(40);
  expect([...transactionsOf(0)].filter((transaction) => transactionsOf(1).has(transaction))).toEqual([]);
});

test('of many at once the one that cannot be saved fails, and no other', async () => {
  const operation = randomUUIDv7();
  await say({ text: 'once', operation });
  const texts = textsOf('mixed');
  const outcomes = await Promise.allSettled(
    texts.map((text, i) => {
      if (i === 7) return say({ text, about: foreign });
      return say(i === 20 ? { text, operation } : { text });
    }),
  );
  const failed = outcomes.flatMap((outcome, i) =>
    outcome.status === 'rejected' ? [[i, violatedConstraint(outcome.reason)]] : [],
  );
  expect(failed).toEqual([
    [7, 'customer_actions_customer'],
    [20, 'customer_actions_operation_key'],
  ]);
  const kept = texts.filter((_, i) => i !== 7 && i !== 20);
  expect(sorted((await saved('mixed')).map(({ comment }) => comment))).toEqual(sorted(kept));
  await poolIsWhole();
});

test.each(['cutNextCommit', 'cutNextCommitAnswer'] as const)(
  'when a connection is lost at COMMIT (%s), each is saved once',
  async (cut) => {
    for (let round = 0; round < 10; round += 1) {
      await nameNow();
      const texts = textsOf(`${cut} ${round}`);
      const saying = texts.map(async (text) => {
        // Under the same id it is refused where it was saved, which is how it is known.
        const said = await say({ text }).catch((error: unknown) => violatedConstraint(error));
        return said === 'customer_actions_operation_key' ? text : said;
      });
      // The first two have left; the next COMMIT is that of many.
      stage.proxy[cut]();
      expect(await Promise.all(saying)).toEqual(texts);
      const rows = await saved(`${cut} ${round}`);
      expect(sorted(rows.map(({ comment }) => comment))).toEqual(sorted(texts));
    }
    await poolIsWhole();
  },
);

test('whoever has to wait for a lock keeps nobody else waiting', async () => {
  const { employee } = stage.cast.harbour;
  const holder = new Client({ connectionString: stage.clone.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from employees where id = $1 for update', [employee.id]);
  const [blocked, free] = [textsOf('blocked', 2), textsOf('free', 30)];
  let isFree = false;
  const waiting = blocked.map((text) => say({ text, by: employee.id }));
  void Promise.allSettled(waiting).then(() => (isFree = true));
  expect(await Promise.all(free.map((text) => say({ text })))).toEqual(free);
  expect(isFree).toBe(false);
  await holder.query('rollback');
  await holder.end();
  expect(await Promise.all(waiting)).toEqual(blocked);
  await poolIsWhole();
});

test('with a silent server nobody waits for ever, and nothing is saved twice', async () => {
  await poolIsWhole();
  const texts = textsOf('silent');
  const saying = runWithin(new Deadline(2_500), () => texts.map((text) => say({ text })));
  stage.proxy.freeze();
  const outcomes = await Promise.allSettled(saying);
  stage.proxy.thaw();
  const rows = (await saved('silent')).map(({ comment }) => comment);
  expect(new Set(rows).size).toBe(rows.length);
  for (const [index, outcome] of outcomes.entries()) {
    const isSaved = rows.includes(texts[index] ?? '');
    if (outcome.status === 'fulfilled') expect(isSaved).toBe(true);
    else if (outcome.reason instanceof CommitOutcomeUnknown) continue;
    else expect(isSaved).toBe(violatedConstraint(outcome.reason) === 'customer_actions_operation_key');
  }
  await poolIsWhole();
});

test('whoever has little time left, or none, takes none from the others', async () => {
  const scope = { organisationId: stage.cast.harbour.organisationId };
  const lefts: number[] = [];
  const append = shareCommits(async (_scope, _work, options) => {
    if (options === undefined) lefts.push(currentDeadline()?.leftMs ?? 0);
    await stayAwake(10);
    return [] as never;
  });
  const left = [60_000, 60_000, 60_000, 60, -1, 60_000];
  await Promise.all(left.map((ms) => runWithin(new Deadline(ms), () => append(scope, () => []))));
  expect(lefts).toHaveLength(1);
  expect(lefts[0]).toBeGreaterThan(500);

  await poolIsWhole();
  const texts = textsOf('unhurried');
  const saying = texts.map((text) => say({ text }));
  const late = runWithin(new Deadline(-1), () => say({ text: 'late' }));
  const others = textsOf('as unhurried').map((text) => say({ text }));
  await expect(late).rejects.toBeInstanceOf(DatabaseBusy);
  expect(await Promise.all([...saying, ...others])).toEqual([...texts, ...textsOf('as unhurried')]);
});

test('what may have been saved with others stays unknown while nobody can look', async () => {
  const unknown = new CommitOutcomeUnknown('the connection was lost while committing');
  const { database } = stage;
  const scope = { organisationId: stage.cast.harbour.organisationId };
  const late = runWithin(new Deadline(-1), () =>
    database.write(scope, () => Promise.resolve(), { repeatable: true, unknown }),
  );
  await expect(late).rejects.toBe(unknown);
  // A lock that came too late says nothing of it, least of all one that the earlier try may still hold.
  const failing = (state: string) =>
    database.write(
      scope,
      (tx) => tx.commit([tx.raw(`do $$ begin raise sqlstate '${state}'; end $$`, [])], () => undefined),
      { repeatable: true, unknown },
    );
  for (const state of ['55P03', '57014', '53200', '40P01'])
    await expect(failing(state), state).rejects.toBe(unknown);
  // This does: it was not reached where the earlier try had been saved.
  expect(sqlState(await failing('23503').catch((error: unknown) => error))).toBe('23503');

  const tried: unknown[] = [];
  const append = shareCommits(async (_scope, _work, options) => {
    await stayAwake(5);
    if (options === undefined) throw unknown;
    tried.push(options.unknown);
    throw options.unknown ?? new ConnectionLost('nothing was saved');
  });
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => append(scope, () => [])));
  const reasons = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason);
  expect(reasons.slice(0, 2).every((reason) => reason instanceof ConnectionLost)).toBe(true);
  expect(reasons.slice(2)).toEqual([unknown, unknown]);
  expect(tried).toEqual([undefined, undefined, unknown, unknown]);
});

test('what was never sent is not said to be unknown', async () => {
  await stage.proxy.close();
  const outcomes = await Promise.allSettled(
    runWithin(new Deadline(800), () => textsOf('gone').map((text) => say({ text }))),
  );
  const isKnown = (reason: unknown) => reason instanceof DatabaseBusy || reason instanceof ConnectionLost;
  expect(outcomes.every((outcome) => outcome.status === 'rejected' && isKnown(outcome.reason))).toBe(true);
  expect(await saved('gone')).toEqual([]);
});
