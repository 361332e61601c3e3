import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { V8_FLAGS } from '../support/v8Flags.mjs';

export type Child = {
  /** `http://127.0.0.1:…`. */
  readonly address: string;
  /** Sends a message and waits for the answer. */
  ask<T>(message: Serializable): Promise<T>;
  stop(): Promise<void>;
};

/** So much of what it said last is told when it ends by itself. */
const LAST_WORDS = 2_000;

/** Starts a program that tells its address; its standard output is nobody's, its errors are answers to somebody. */
export async function startChild(
  file: string,
  first: Serializable | null,
  env: NodeJS.ProcessEnv,
): Promise<Child> {
  const child = fork(file, {
    env,
    // Asked what it still uses, it collects first.
    execArgv: [...V8_FLAGS, '--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-LAST_WORDS)));
  const answerOf = async <T>(): Promise<T> => {
    const answered = new AbortController();
    const { signal } = answered;
    const ended = once(child, 'exit', { signal }).then(([code]): never => {
      throw new Error(`a program of the load run ended by itself (${String(code)}): ${words}`);
    });
    try {
      const [answer] = await Promise.race([once(child, 'message', { signal }), ended]);
      return answer;
    } finally {
      // Whichever comes second is not waited for.
      ended.catch(() => undefined);
      answered.abort();
    }
  };
  if (first !== null) child.send(first);
  const { address } = await answerOf<{ address: string }>();
  return {
    address,
    ask: async <T>(message: Serializable) => {
      child.send(message);
      return answerOf<T>();
    },
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  await exited;
}
