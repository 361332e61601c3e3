import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { signal } from '@caseload/db/embedded/processes.ts';
import { V8_FLAGS } from '../../support/v8Flags.mjs';

const heard = z.object({
  address: z.string().exactOptional(),
  clockSet: z.literal(true).exactOptional(),
  memory: z.object({ rss: z.number(), used: z.number() }).exactOptional(),
});

/** Bytes: of the whole process, and what the program itself holds after a collection. */
export type Memory = { readonly rss: number; readonly used: number };
/** An end of the app that nobody asked for, or one that was asked for and went wrong. */
export type UnaskedExit = { readonly at: number; readonly how: string };

export type AppProcess = {
  address(): string;
  pid(): number;
  isAlive(): boolean;
  /** Sends the signal and waits for the end; resolves to how it ended. */
  end(name: 'SIGKILL' | 'SIGTERM'): Promise<string>;
  /** Starts it again at the same port. */
  start(): Promise<void>;
  memory(): Promise<Memory>;
  /** Lets the app believe that it is later or earlier than it is. */
  setClock(offsetMs: number): Promise<unknown>;
  readonly unaskedExits: readonly UnaskedExit[];
};

export type AppOptions = {
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  readonly logFile: string;
  readonly now: () => number;
  /** Arguments of Node in front of the program. */
  readonly nodeArguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

/** A machine that is busy with something else takes a minute for what usually takes one second. */
const START_MS = 120_000;

/** The app as a process of its own, on a free port of the loopback. */
export async function startApp(options: AppOptions): Promise<AppProcess> {
  const unaskedExits: UnaskedExit[] = [];
  let port = '0';
  let address = '';
  let child: ChildProcess;
  let asked = false;

  async function start(): Promise<void> {
    asked = false;
    const started = spawn(
      process.execPath,
      [
        ...V8_FLAGS,
        '--expose-gc',
        ...options.nodeArguments,
        fileURLToPath(import.meta.resolve('./appMain.ts')),
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          PATH: process.env['PATH'],
          NODE_ENV: 'production',
          HOST: '127.0.0.1',
          DATABASE_URL: options.databaseUrl,
          CASELOAD_DATA: options.dataDirectory,
          RATE_LIMIT_MAX: '999999999',
          RATE_LIMIT_SIGN_IN_MAX: '999999999',
          LOG_LEVEL: 'warn',
          ...options.environment,
          PORT: port,
        },
      },
    );
    child = started;
    let said = '';
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-3_000);
        void appendFile(options.logFile, chunk).catch(() => undefined);
      });
    }
    started.on('error', () => undefined);
    const ended = once(started, 'exit').then(([code, name]) => {
      const how = String(name ?? `exit code ${code}`);
      if (!asked) unaskedExits.push({ at: options.now(), how: `${how}: ${said.trim().slice(-600)}` });
      return how;
    });
    const told = await Promise.race([answer(started, ({ address: found }) => found), ended]);
    if (!told.startsWith('http')) throw new Error(`The app did not start (${told}):\n${said}`);
    address = told;
    port = new URL(told).port;
  }

  const isAlive = () => child.exitCode === null && child.signalCode === null;

  await start();
  return {
    unaskedExits,
    address: () => address,
    pid: () => child.pid ?? 0,
    isAlive,
    start,
    async end(name) {
      asked = true;
      if (!isAlive()) return 'had ended';
      const ended = once(child, 'exit');
      signal(child.pid ?? 0, name);
      const [code, by] = await ended;
      return String(by ?? `exit code ${code}`);
    },
    async memory() {
      const told = answer(child, ({ memory: found }) => found);
      child.send('memory');
      return told;
    },
    async setClock(offsetMs) {
      const told = answer(child, ({ clockSet }) => clockSet);
      child.send({ clockOffsetMs: offsetMs });
      return told;
    },
  };
}

/** The first message of the app in which `pick` finds something. */
function answer<T>(
  child: ChildProcess,
  pick: (message: z.output<typeof heard>) => T | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => finish(() => reject(new Error(`The app said nothing for ${START_MS / 1_000} s.`))),
      START_MS,
    );
    const listen = (message: unknown) => {
      const parsed = heard.safeParse(message);
      const found = parsed.success ? pick(parsed.data) : undefined;
      if (found !== undefined) finish(() => resolve(found));
    };
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      child.off('message', listen);
      child.off('exit', finishNever);
      settle();
    };
    const finishNever = () => clearTimeout(timer);
    child.on('message', listen);
    child.once('exit', finishNever);
  });
}
