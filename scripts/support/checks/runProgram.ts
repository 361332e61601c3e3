import { spawn } from 'node:child_process';
import { signal as send } from '@caseload/db/embedded/processes.ts';
import { inRepository } from '../repository.ts';

const patienceMs = 15_000;

/**
 * Runs a program of node_modules/.bin in the repository. It and what it starts form one group, so that an interrupt
 * ends all of them: asked first, forced when they take too long.
 */
export async function runProgram(options: {
  commandLine: string[];
  signal: AbortSignal;
  show: boolean;
  environment?: Record<string, string>;
}): Promise<{ ok: boolean; output: string }> {
  const [program = '', ...programArguments] = options.commandLine;
  const windows = process.platform === 'win32';
  const child = spawn(inRepository('node_modules', '.bin', program), programArguments, {
    cwd: inRepository(),
    detached: !windows,
    shell: windows,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));

  let force: NodeJS.Timeout | undefined;
  const sendToGroup = (name: NodeJS.Signals) => {
    if (child.pid !== undefined) send(windows ? child.pid : -child.pid, name);
  };
  const interrupt = () => {
    sendToGroup('SIGINT');
    force = setTimeout(() => sendToGroup('SIGKILL'), patienceMs);
  };
  options.signal.addEventListener('abort', interrupt, { once: true });
  try {
    const code = await new Promise<number | null>((resolve) => {
      child.once('error', (error) => {
        output += error.message;
        resolve(null);
      });
      child.once('close', resolve);
    });
    return { ok: code === 0, output };
  } finally {
    clearTimeout(force);
    options.signal.removeEventListener('abort', interrupt);
    // What a finished program left running in its group has nobody to report to.
    if (!windows) sendToGroup('SIGKILL');
  }
}
