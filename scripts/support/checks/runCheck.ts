import { runProgram } from './runProgram.ts';

/** Runs one check, prints a line with its outcome and, when it failed, what it said. Resolves to whether it passed. */
export async function runCheck(options: {
  name: string;
  commandLine: string[];
  signal: AbortSignal;
}): Promise<boolean> {
  if (options.signal.aborted) return false;
  const startedAt = performance.now();
  const { ok, output } = await runProgram({ ...options, show: false });
  const seconds = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  process.stdout.write(`${options.name.padEnd(20)} ${seconds.padStart(7)}  ${ok ? 'ok' : 'FAILED'}\n`);
  if (!ok) process.stdout.write(`${output.trimEnd()}\n\n`);
  return ok;
}
