import { currentDeadline, Deadline, runWithin } from './deadline.ts';
import { CommitOutcomeUnknown, NotExecuted } from './errors.ts';
import type { Database, WriteOptions } from './openDatabase.ts';
import { type Scope, scopeStatement } from './scope.ts';
import type { Answers, Statement, Transaction } from './transaction.ts';

/** Transactions of one scope that are under way before others wait to share one. */
const AT_ONCE = 2;
const MOST_TOGETHER = 50;
/** Nobody waits longer for a transaction to end before the next one begins. */
const PATIENCE_MS = 50;
/** Whoever waits longer for a lock goes by themselves. Of many one is found after the other, and the others wait for all. */
const LOCK_TIMEOUT = 'set local lock_timeout = 10';
/** So long a shared transaction may take. Who has less time left goes by themselves: the others would have no more either. */
const DEADLINE_MS = 1_000;

type Statements = (tx: Transaction) => readonly Statement<unknown>[];
/** The answers to one's own statements, or how they have to be said in a transaction of their own. */
type Shared = { readonly answers: readonly unknown[] } | { readonly alone: Pick<WriteOptions, 'unknown'> };
type Waiting = {
  readonly statements: Statements;
  readonly deadline: Deadline | undefined;
  readonly end: (shared: Shared) => void;
};
type SaveTogether = (together: readonly Waiting[]) => Promise<readonly Waiting[]>;

/**
 * Writes that are ready while others of their scope are being saved share the next transaction, so that BEGIN, COMMIT and
 * the way to PostgreSQL and its disk are paid for once. When a statement fails, whose it is has a transaction of their own,
 * and the others share again; when nobody can say, each has one.
 */
export function shareCommits(write: Database['write']): Database['append'] {
  const lines = new Map<string, Line>();

  return async function append<const S extends readonly Statement<unknown>[]>(
    scope: Scope,
    statements: (tx: Transaction) => S,
  ): Promise<Answers<S>> {
    const key = scopeStatement(scope);
    const line = lines.get(key) ?? new Line((together) => saveTogether(write, scope, together));
    lines.set(key, line);
    const alone = (options?: WriteOptions) =>
      write(scope, (tx) => tx.commit(statements(tx), (...answers) => answers), {
        ...options,
        repeatable: true,
      });
    try {
      if (line.isFree) return await line.run(() => alone());
      const shared = await line.wait(statements);
      if ('answers' in shared) return shared.answers as Answers<S>;
      return await alone(shared.alone);
    } finally {
      if (line.isEmpty && lines.get(key) === line) lines.delete(key);
    }
  };
}

/** Those of one scope. */
class Line {
  readonly #saveTogether: SaveTogether;
  readonly #waiting: Waiting[] = [];
  #underWay = 0;

  constructor(save: SaveTogether) {
    this.#saveTogether = save;
  }

  get isFree(): boolean {
    return this.#underWay < AT_ONCE;
  }

  get isEmpty(): boolean {
    return this.#underWay === 0 && this.#waiting.length === 0;
  }

  wait(statements: Statements): Promise<Shared> {
    return new Promise((end) => {
      this.#waiting.push({ statements, deadline: currentDeadline(), end });
    });
  }

  /** Counts as under way until it is done, or takes too long. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    let counts = true;
    const leave = () => {
      if (counts) this.#underWay -= 1;
      counts = false;
      this.#goOn();
    };
    const patience = setTimeout(leave, PATIENCE_MS);
    try {
      return await work();
    } finally {
      clearTimeout(patience);
      leave();
    }
  }

  #goOn(): void {
    if (this.#waiting.length === 0 || !this.isFree) return;
    const together = this.#waiting.splice(0, MOST_TOGETHER);
    void this.run(async () => {
      this.#waiting.unshift(...(await this.#saveTogether(together)));
    });
  }
}

/** Tells each what became of it, but for those it returns: nothing of them is saved, and nothing was wrong with them. */
async function saveTogether(
  write: Database['write'],
  scope: Scope,
  waiting: readonly Waiting[],
): Promise<readonly Waiting[]> {
  const { hurried = [], together = [] } = Object.groupBy(waiting, ({ deadline }) =>
    deadline !== undefined && deadline.leftMs < DEADLINE_MS ? 'hurried' : 'together',
  );
  for (const { end } of hurried) end({ alone: {} });
  if (together.length === 0) return [];

  let failing: Waiting | undefined;
  const work = (tx: Transaction) => {
    failing = undefined;
    const each = together.map((one) =>
      one.statements(tx).map((statement) => watched(statement, () => (failing ??= one))),
    );
    return tx.commit([tx.raw(LOCK_TIMEOUT, [], 'patience'), ...each.flat()], (_, ...answers) =>
      each.map(({ length }) => answers.splice(0, length)),
    );
  };
  try {
    const answers = await runWithin(new Deadline(DEADLINE_MS), () => write(scope, work));
    for (const [index, { end }] of together.entries()) end({ answers: answers[index] ?? [] });
    return [];
  } catch (failure) {
    const isUnknown = failure instanceof CommitOutcomeUnknown;
    const ending = failing === undefined || isUnknown ? together : [failing];
    for (const { end } of ending) end({ alone: isUnknown ? { unknown: failure } : {} });
    return together.filter((one) => !ending.includes(one));
  }
}

/** Tells when it failed by itself, and not because one before it did. */
const watched = (statement: Statement<unknown>, onFailure: () => void): Statement<unknown> => ({
  then: (fulfilled, rejected) =>
    statement
      .then(undefined, (error: unknown) => {
        if (!(error instanceof NotExecuted)) onFailure();
        throw error;
      })
      .then(fulfilled, rejected),
});
