import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { connectWithin, makePool, type PoolOptions } from './connect.ts';
import { currentDeadline } from './deadline.ts';
import {
  CommitOutcomeUnknown,
  ConnectionLost,
  DatabaseBusy,
  isOverloaded,
  isRetryRequested,
  KernelMisuse,
} from './errors.ts';
import { isLost } from './lostClients.ts';
import type { Scope } from './scope.ts';
import { shareCommits } from './shareCommits.ts';
import { type Answers, type Statement, Transaction } from './transaction.ts';

export type WriteOptions = {
  /**
   * The work finds what an earlier run of itself saved (by `operation_id`) and answers with that. Then an
   * unknown commit outcome is resolved by running it again: PostgreSQL makes the second run wait for the
   * first one's locks and unique keys, so it sees whether that one was saved.
   */
  readonly repeatable?: boolean;
  /**
   * When to give up, milliseconds from the call; unless given, at seven seconds or at the current `Deadline`.
   * The connection is dropped then, not returned.
   */
  readonly deadlineMs?: number;
  /** Where the same work was tried before, and nobody knows whether it was saved. */
  readonly unknown?: CommitOutcomeUnknown;
};

/** The only way to the tenants' data: see ARCHITECTURE, "The transaction kernel", for its properties. */
export type Database = {
  /**
   * Runs `work` in one transaction and commits it. Throws what `work` throws, after rolling back;
   * `DatabaseBusy` and `ConnectionLost` when nothing was saved, `CommitOutcomeUnknown` when nobody can say.
   */
  write<T>(scope: Scope, work: (tx: Transaction) => Promise<T>, options?: WriteOptions): Promise<T>;
  /**
   * Saves statements that are known beforehand, all or none, in a single round trip; maybe in one transaction with those of
   * others of the same scope. It has to be repeatable, as `write` may be: see there, also for what it throws.
   */
  append<const S extends readonly Statement<unknown>[]>(
    scope: Scope,
    statements: (tx: Transaction) => S,
  ): Promise<Answers<S>>;
  /** Runs read-only statements in one transaction: a single round trip, whatever their number. */
  read<const S extends readonly Statement<unknown>[]>(
    scope: Scope,
    statements: (tx: Transaction) => S,
  ): Promise<Answers<S>>;
  /**
   * Opens `count` connections in parallel, so that the first requests do not wait for them. Rejects with the reason when
   * there are fewer to be had; those that were opened are kept.
   */
  warm(count: number): Promise<void>;
  statistics(): { total: number; idle: number; waiting: number };
  /** Waits for the transactions under way. */
  close(): Promise<void>;
};

const ATTEMPTS = 4;
/** Under the HTTP time limit of ten seconds, and under what a person waits for an answer. */
const DEADLINE_MS = 7_000;
const usualDeadlineMs = () => Math.min(DEADLINE_MS, currentDeadline()?.leftMs ?? DEADLINE_MS);
const insideTransaction = new AsyncLocalStorage<true>();

export type DatabaseOptions = PoolOptions & {
  /** Told of each transaction that may have written, once its commit is confirmed. Must not throw. */
  readonly onCommitted?: (scope: Scope) => void;
};

/** Opens a pool lazily; every connection runs under the application's role, whatever user the URL names. */
export function openDatabase(options: DatabaseOptions): Database {
  let closing = false;
  const onIdleError = (error: Error) => (closing ? undefined : options.onIdleError?.(error));
  const pool = makePool({ ...options, onIdleError });

  async function runOnce<T>(
    scope: Scope,
    mode: 'read only' | 'read write',
    deadline: number,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const client = await acquire(pool, options, deadline);
    const timer = setTimeout(
      () => client.connection.stream.destroy(),
      Math.max(deadline - performance.now(), 1),
    );
    const tx = new Transaction(client);
    try {
      tx.begin(scope, mode);
      const value = await insideTransaction.run(true, () => work(tx));
      await tx.commitOnce();
      return value;
    } catch (error) {
      await tx.rollback();
      throw tx.rootCause(error);
    } finally {
      clearTimeout(timer);
      giveBack(client);
    }
  }

  async function run<T>(
    scope: Scope,
    mode: 'read only' | 'read write',
    work: (tx: Transaction) => Promise<T>,
    { repeatable = false, deadlineMs = usualDeadlineMs(), unknown: unknownBefore }: WriteOptions,
  ): Promise<T> {
    // By a clock that does not jump when the time of day is set.
    const deadline = performance.now() + deadlineMs;
    let unknown = unknownBefore;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const value = await runOnce(scope, mode, deadline, work);
        if (mode === 'read write') options.onCommitted?.(scope);
        return value;
      } catch (error) {
        if (mode === 'read write' && error instanceof CommitOutcomeUnknown) unknown = error;
        // Not reached any more, or held up, maybe by what an earlier try left there: that one may still have saved.
        const isUnsaid =
          error instanceof ConnectionLost || error instanceof DatabaseBusy || isOverloaded(error);
        if (attempt >= ATTEMPTS || !mayRunAgain(error, repeatable)) throw (isUnsaid && unknown) || error;
      }
      const pause = 2 ** attempt * (5 + Math.random() * 10);
      if (performance.now() + pause >= deadline)
        throw unknown ?? new ConnectionLost('no time left to try again');
      await sleep(pause);
    }
  }

  const write: Database['write'] = (scope, work, writeOptions = {}) =>
    run(scope, 'read write', work, writeOptions);
  return {
    write,
    append: shareCommits(write),
    read: (scope, statements) =>
      run(scope, 'read only', (tx) => tx.commit(statements(tx), (...answers) => answers), {
        repeatable: true,
      }),
    async warm(count) {
      const attempts = await Promise.allSettled(
        Array.from({ length: count }, () => connectWithin(pool, options.connectTimeoutMs)),
      );
      for (const attempt of attempts) if (attempt.status === 'fulfilled') attempt.value.release();
      const failed = attempts.find((attempt) => attempt.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
    statistics: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close() {
      closing = true;
      return pool.end();
    },
  };
}

async function acquire(pool: Pool, options: PoolOptions, deadline: number): Promise<PoolClient> {
  if (insideTransaction.getStore()) {
    throw new KernelMisuse(
      'a transaction may not wait for a second connection: everybody holding one would stall',
    );
  }
  if (performance.now() >= deadline) throw new DatabaseBusy('no time left to begin');
  if (pool.waitingCount >= (options.maxWaiting ?? 2 * options.max))
    throw new DatabaseBusy('too many requests wait for the database');
  try {
    return await connectWithin(
      pool,
      Math.min(options.connectTimeoutMs, Math.max(deadline - performance.now(), 1)),
    );
  } catch (error) {
    throw new DatabaseBusy('no database connection came free in time', { cause: error });
  }
}

/** A connection that is not provably idle never serves anybody else. */
function giveBack(client: PoolClient): void {
  const isIdle = client.getTransactionStatus() === 'I' && !isLost(client);
  client.release(!isIdle);
}

function mayRunAgain(error: unknown, repeatable: boolean): boolean {
  if (isRetryRequested(error)) return true;
  return repeatable && (error instanceof ConnectionLost || error instanceof CommitOutcomeUnknown);
}
