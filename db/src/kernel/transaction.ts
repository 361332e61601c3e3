import { pipeline } from 'node:stream/promises';
import type { PoolClient, QueryResultRow } from 'pg';
import { drizzle, type NodePgDatabase } from '../drizzle.ts';
import { type CopyQuery, leavePipeline } from './copy.ts';
import {
  CommitOutcomeUnknown,
  ConnectionLost,
  isSessionEnded,
  KernelMisuse,
  NotExecuted,
  RolledBack,
  sqlState,
} from './errors.ts';
import { asWritten, exactTimes } from './exactTimes.ts';
import { type Answer, type AnyAnswer, Exchange, type StatementConfig } from './exchange.ts';
import { isLost } from './lostClients.ts';
import { type Scope, scopeStatement } from './scope.ts';

/** A statement that has not been sent yet: drizzle sends it when it is awaited or given to `commit`. */
export type Statement<T> = PromiseLike<T>;
export type Answers<S extends readonly Statement<unknown>[]> = { -readonly [K in keyof S]: Awaited<S[K]> };

/**
 * One open transaction on one connection. Functions that write take one, and neither the pool nor the
 * database handle is one, so a write outside a transaction does not compile. The kernel makes and ends it.
 */
export class Transaction {
  #db: NodePgDatabase | undefined;
  readonly #client: PoolClient;
  readonly #failures: Error[] = [];
  #firstFailure: unknown;
  /** Why nothing can be said any more: outside of the transaction it would be. */
  #broken: unknown;
  /** What leaves together with whatever else is said before it does. */
  #unsent: Exchange | undefined;
  #pending = 0;
  #ended = false;
  #isOver = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** The query builder. Its statements run here, in order, and are refused once the transaction ended. */
  get db(): NodePgDatabase {
    // Only when it is asked for: making one takes as long as sending a statement.
    this.#db ??= drizzle(
      Object.create(this.#client, {
        query: {
          value: (config: StatementConfig, values?: unknown[]) =>
            this.#send({ ...config, values: values ?? [] }),
        },
      }),
    );
    return this.#db;
  }

  /** Says BEGIN and the scope without waiting: they travel with the first statement. */
  begin(scope: Scope, mode: 'read only' | 'read write'): void {
    const breaks = (error: unknown) => (this.#broken ??= error);
    this.#transmit({ text: `begin ${mode}`, name: `begin ${mode}` }).catch(breaks);
    this.#transmit({ text: scopeStatement(scope) }).catch(breaks);
  }

  /**
   * Sends the last statements and COMMIT together: one round trip. Resolves with `present` of their answers
   * once the commit is confirmed. Nothing can be sent afterwards.
   */
  async commit<const S extends readonly Statement<unknown>[], T>(
    statements: S,
    present: (...answers: Answers<S>) => T,
  ): Promise<T> {
    this.#refuseOpenStatements();
    const answering = answersOf(statements);
    const committing = this.#transmit({ text: 'commit', name: 'commit' });
    this.#ended = true;
    const exchange = this.#leave();
    // COMMIT is answered last, and its error says more than those of the statements before it.
    const [answers, outcome] = await Promise.allSettled([answering, committing]);
    this.#confirm(outcome, exchange?.wasSent ?? false);
    if (answers.status === 'rejected') throw answers.reason;
    return present(...answers.value);
  }

  /** Sends statements in one packet and waits for all answers: one round trip. */
  together<const S extends readonly Statement<unknown>[]>(statements: S): Promise<Answers<S>> {
    return answersOf(statements);
  }

  /**
   * A statement as text, for what the query builder does not write or writes too slowly; sent like the others
   * when awaited. Times come as ISO 8601 texts. With a name PostgreSQL parses it once for each connection.
   */
  raw(text: string, values: unknown[], name?: string): Statement<AnyAnswer> {
    const config = { text, values, name, types: exactTimes };
    return lazily(() => this.#send(config));
  }

  /** ROLLBACK TO SAVEPOINT. It is reached, with what follows it, also when a statement sent with it failed. */
  backTo(savepoint: string): Statement<AnyAnswer> {
    return lazily(() => {
      // What stands before it and what stands behind it are two exchanges, in one packet.
      const { stream } = this.#client.connection;
      stream.cork();
      process.nextTick(() => stream.uncork());
      this.#leave();
      return this.#send({ text: `rollback to savepoint ${savepoint}` }).then((answer) => {
        // What failed since then is undone with it.
        this.#firstFailure = undefined;
        return answer;
      });
    });
  }

  /** The rows of a statement as text; the caller vouches for their type, as drizzle does for its own. */
  rows<R extends QueryResultRow>(text: string, values: unknown[], name?: string): Statement<R[]> {
    const config = { text, values, name, types: exactTimes };
    return lazily(async () => (await this.#send<R>(config)).rows);
  }

  /** Sends rows by `COPY … FROM STDIN`, as fast as the server takes them. Throws what `pieces` throws. */
  async copyFrom(copy: CopyQuery, pieces: AsyncIterable<string>): Promise<void> {
    this.#refuseOpenStatements();
    // BEGIN may still be on its way, and a COPY must have the connection for itself.
    await this.#send({ text: 'select' });
    const rejoin = leavePipeline(this.#client);
    this.#pending += 1;
    try {
      this.#client.query(copy);
      await pipeline(pieces, copy);
    } catch (error) {
      this.#firstFailure ??= error;
      if (sqlState(error) !== undefined && error instanceof Error) this.#failures.push(error);
      throw error;
    } finally {
      this.#pending -= 1;
      rejoin();
    }
  }

  /** The rows of a statement as arrays of the texts PostgreSQL wrote; null stays null. For what is read very often. */
  texts(text: string, values: unknown[], name?: string): Statement<Array<Array<string | null>>> {
    const config = { text, values, name, types: asWritten, rowMode: 'array' };
    return lazily(async () => (await this.#send<Array<string | null>>(config)).rows);
  }

  /** COMMIT of a transaction whose statements were all awaited; nothing when it has ended already. */
  async commitOnce(): Promise<void> {
    if (!this.#ended) await this.commit([], () => undefined);
  }

  /** Ends an unfinished transaction without saving. Never throws: the first error is the one to report. */
  async rollback(): Promise<void> {
    if (this.#isOver) return;
    this.#ended = true;
    this.#isOver = true;
    // With what was said and nobody waits for: it gets its answer, and is undone.
    this.#leave();
    await this.#client.query('rollback').catch(() => undefined);
  }

  /**
   * The error to report for `thrown`: what failed first in the database, of which 25P02 and the like are only
   * the consequence, unless the caller turned it into an error of their own.
   */
  rootCause(thrown: unknown): unknown {
    if (thrown instanceof CommitOutcomeUnknown || !this.#cameFromDatabase(thrown)) return thrown;
    const first = this.#firstFailure ?? thrown;
    return this.#isConnectionLost(first)
      ? new ConnectionLost('the connection was lost', { cause: first })
      : first;
  }

  #confirm(outcome: PromiseSettledResult<AnyAnswer>, wasSent: boolean): void {
    if (outcome.status === 'rejected') {
      const { reason } = outcome;
      if (reason instanceof NotExecuted) throw reason.cause;
      throw wasSent && this.#isConnectionLost(reason)
        ? new CommitOutcomeUnknown('the connection was lost while committing', { cause: reason })
        : reason;
    }
    this.#isOver = true;
    // A failed statement, even one whose error was caught, turns COMMIT into ROLLBACK.
    if (outcome.value.command !== 'COMMIT') {
      throw this.#firstFailure ?? new RolledBack('COMMIT was answered with ROLLBACK');
    }
  }

  #cameFromDatabase(thrown: unknown): boolean {
    for (let error = thrown; error instanceof Error; error = error.cause) {
      if (this.#failures.includes(error)) return !(error instanceof KernelMisuse);
    }
    return false;
  }

  #isConnectionLost(error: unknown): boolean {
    return isSessionEnded(error) || (sqlState(error) === undefined && isLost(this.#client));
  }

  #refuseOpenStatements(): void {
    if (this.#ended) throw new KernelMisuse('the transaction has already ended');
    if (this.#pending > 0) throw new KernelMisuse('a statement was sent and not awaited before the end');
  }

  async #send<R extends QueryResultRow>(config: StatementConfig): Promise<Answer<R>> {
    if (this.#ended) throw new KernelMisuse('a statement was issued after the transaction ended');
    this.#pending += 1;
    try {
      return await this.#transmit<R>(config);
    } finally {
      this.#pending -= 1;
    }
  }

  /** Everything said in this tick is one exchange. */
  async #transmit<R extends QueryResultRow>(config: StatementConfig): Promise<Answer<R>> {
    if (this.#broken !== undefined) throw this.#broken;
    if (this.#unsent === undefined) {
      this.#unsent = new Exchange();
      process.nextTick(() => this.#leave());
    }
    const exchange = this.#unsent;
    try {
      return await exchange.add<R>(config);
    } catch (error) {
      if (exchange.isCutOff) this.#broken ??= error;
      this.#firstFailure ??= error;
      if (error instanceof Error && !this.#failures.includes(error)) {
        this.#failures.push(error);
        // Its own stack leads to the socket it was read from, this one to whoever made the statement.
        Error.captureStackTrace(error);
      }
      throw error;
    }
  }

  /** Has what was said sent now, instead of at the end of this tick. */
  #leave(): Exchange | undefined {
    const leaving = this.#unsent;
    this.#unsent = undefined;
    if (leaving !== undefined) this.#client.query(leaving);
    return leaving;
  }
}

function lazily<T>(run: () => Promise<T>): Statement<T> {
  return { then: (fulfilled, rejected) => run().then(fulfilled, rejected) };
}

/** Says each statement at once, in order, and collects the answers. */
function answersOf<const S extends readonly Statement<unknown>[]>(statements: S): Promise<Answers<S>> {
  const answers: Promise<unknown>[] = [];
  try {
    // `then` is what makes drizzle send; Promise.all alone would call it a tick later, behind COMMIT.
    for (const statement of statements) answers.push(Promise.resolve(statement.then((answer) => answer)));
  } catch (error) {
    // One that cannot even be said: nobody waits for the others any more.
    for (const answer of answers) answer.catch(() => undefined);
    throw error;
  }
  return Promise.all(answers) as Promise<Answers<S>>;
}
