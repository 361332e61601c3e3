import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Serializable } from 'node:child_process';

export type Child = {
  /** `http://127.0.0.1:…`. */
  readonly address: string;
  /** Sends a message and waits for the answer. */
  ask<T>(message: Serializable): Promise<T>;
  stop(): Promise<void>;
};

/** Starts a program that tells its address; its standard output is nobody's. */
export async function startChild(
  file: string,
  first: Serializable | null,
  env: NodeJS.ProcessEnv,
): Promise<Child> {
  const child = fork(file, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  if (first !== null) child.send(first);
  const { address } = await answerOf<{ address: string }>(child);
  return {
    address,
    ask: async <T>(message: Serializable) => {
      child.send(message);
      return answerOf<T>(child);
    },
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]): never => {
      throw new Error(`a program of the load run ended by itself (${String(code)})`);
    }),
  ]);
  return answer;
}
