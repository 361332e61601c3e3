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
 * Lets them all work for that many seconds. What is under way then is waited for and counts, save for how many came a
 * second. Answers of the seconds before do not: until everybody has thought once, more of them ask than ever will again.
 */
export async function atTheirPace(
  workers: readonly Worker[],
  seconds: number,
  { expected, secondsBefore = 0 }: { expected?: readonly number[]; secondsBefore?: number } = {},
): Promise<Measured> {
  const tally = makeTally(expected);
  let isCounting = false;
  const sinceThen: Tally = {
    ...tally,
    answered: (...answer) => (isCounting ? tally.answered(...answer) : undefined),
  };
  const turn = { seconds, answers: 0 };
  const over = new AbortController();
  const begin = () => {
    isCounting = true;
    const begun = performance.now();
    timer = setTimeout(() => {
      // A busy machine ends the turn late.
      turn.seconds = (performance.now() - begun) / 1_000;
      turn.answers = tally.answers();
      over.abort();
    }, seconds * 1_000);
  };
  let timer = setTimeout(begin, secondsBefore * 1_000);
  try {
    await Promise.all(
      workers.map((worker) => work(worker, counted(worker.connection, sinceThen), over.signal)),
    );
  } finally {
    clearTimeout(timer);
  }
  return tally.measured(turn.seconds, turn.answers);
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
