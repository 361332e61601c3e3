import { setTimeout as sleep } from 'node:timers/promises';
import { type Measured, makeTally, type Tally } from '../tally.ts';
import { type Answer, type Connection, type Question, Timeout } from './connection.ts';

/** As `Connection.ask`, counted; undefined when there was no answer. */
export type Ask = (question: Question) => Promise<Answer | undefined>;

/** Somebody who does one thing, thinks, and does the next. */
export type Worker = {
  readonly connection: Connection;
  readonly doNext: (ask: Ask) => Promise<void>;
  readonly thinkMs: () => number;
};

/**
 * Lets them all work for that many seconds. What is under way then is waited for and counts. Answers of the seconds
 * before do not: until everybody has thought once, more of them ask than ever will again.
 */
export async function atTheirPace(
  workers: readonly Worker[],
  seconds: number,
  { expected, secondsBefore = 0 }: { expected?: readonly number[]; secondsBefore?: number } = {},
): Promise<Measured> {
  const tally = makeTally(expected);
  let isCounting = secondsBefore === 0;
  const sinceThen: Tally = {
    ...tally,
    answered: (...answer) => (isCounting ? tally.answered(...answer) : undefined),
  };
  const over = new AbortController();
  const begin = setTimeout(() => (isCounting = true), secondsBefore * 1_000);
  const end = setTimeout(() => over.abort(), (secondsBefore + seconds) * 1_000);
  try {
    await Promise.all(
      workers.map((worker) => work(worker, counted(worker.connection, sinceThen), over.signal)),
    );
  } finally {
    clearTimeout(begin);
    clearTimeout(end);
  }
  return tally.measured(seconds);
}

async function work({ doNext, thinkMs }: Worker, ask: Ask, signal: AbortSignal): Promise<void> {
  // Not everybody begins at the same moment.
  await pause(thinkMs() * Math.random(), signal);
  while (!signal.aborted) {
    await doNext(ask);
    await pause(thinkMs(), signal);
  }
}

const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined);

/** Asks and counts what came of it. */
export function counted({ ask }: Connection, tally: Tally): Ask {
  return async (question) => {
    const begun = performance.now();
    try {
      const answer = await ask(question);
      tally.answered(answer.status, performance.now() - begun, answer.body.slice(0, 100));
      return answer;
    } catch (error) {
      tally.failed(error instanceof Timeout ? 'timeout' : 'no answer');
      return undefined;
    }
  };
}
