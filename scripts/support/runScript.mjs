import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { V8_FLAGS } from './v8Flags.mjs';

const LOOK_MS = 500;

/**
 * Runs scripts/NAME.ts and ends as it ended. The script sees the repository as its working directory and the place the
 * person called from as INIT_CWD. It holds one end of a channel whose other end closes when this process is killed.
 */
export async function runScript({ root, node, name, scriptArguments, parent }) {
  const calledFrom = whereCalledFrom(root);
  const dataDirectory = process.env.CASELOAD_DATA;
  const settingsFile = path.join(root, '.env');
  // A person's own settings must not steer the tests.
  const useFile = name !== 'test' && existsSync(settingsFile);
  const child = spawn(
    node,
    [
      ...V8_FLAGS,
      ...(useFile ? [`--env-file=${settingsFile}`] : []),
      path.join(root, 'scripts', `${name}.ts`),
      ...scriptArguments,
    ],
    {
      cwd: root,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        PATH: [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env.PATH].join(
          path.delimiter,
        ),
        INIT_CWD: calledFrom,
        ...compileCache(root, name),
        ...(dataDirectory ? { CASELOAD_DATA: path.resolve(calledFrom, dataDirectory) } : {}),
      },
    },
  );
  // A terminal sends Ctrl-C to the child as well; `kill` sends it to us alone. The scripts count both as one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event !== undefined) {
    whenOrphaned(parent, () => child.kill('SIGTERM'));
  }
  const { code, signal } = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, exitSignal) => resolve({ code: exitCode, signal: exitSignal }));
  });
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/**
 * Calls `listener` once the process that started us has ended. npm sends a signal to the shell that it runs a script in,
 * and some shells end of it without passing it on.
 */
function whenOrphaned(parent, listener) {
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    listener();
  }, LOOK_MS);
  looking.unref();
}

/**
 * Where Node keeps what it compiled: files without their types among it, so that the next start needs no compiler and
 * holds none in memory (DECISIONS, 32). Tests and proofs run copies and changed sources, which nobody would take out.
 */
function compileCache(root, name) {
  if (name === 'test' || name === 'prove' || process.env.NODE_COMPILE_CACHE) return {};
  return { NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'caseload') };
}

/** npm changes into the repository and leaves the former place in INIT_CWD, which outlives it in nested shells. */
function whereCalledFrom(root) {
  const fromNpm = process.env.npm_lifecycle_event !== undefined && process.cwd() === root;
  return (fromNpm && process.env.INIT_CWD) || process.cwd();
}
