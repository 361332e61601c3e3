import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './errorCode.ts';

const run = promisify(execFile);

/** Whether a process with this id runs. One that has ended and was not yet collected by its parent does not. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  const stat = await linuxStat(pid);
  return stat === undefined || (stat.state !== 'Z' && stat.state !== 'X');
}

/**
 * A text that differs between two processes that were given the same id one after the other, or undefined when the
 * process has ended or the system does not tell.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const [stat, boot] = await Promise.all([
      linuxStat(pid),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    ]);
    return stat && `${boot.trim()}/${stat.startTicks}`;
  }
  return askPs(pid, 'lstart=');
}

/** Whether the process works in `directory`, as every process of a PostgreSQL server does in its data directory. */
export async function worksIn(pid: number, directory: string): Promise<boolean> {
  if (process.platform === 'linux') {
    return (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) === directory;
  }
  return (await askPs(pid, 'command='))?.includes(directory) ?? false;
}

/** The ids of all running processes that work in `directory`; empty where the system has no /proc. */
export async function processesIn(directory: string): Promise<number[]> {
  const entries = await readdir('/proc').catch(() => []);
  const pids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  const checks = await Promise.all(
    pids.map(async (pid) => (await worksIn(pid, directory)) && (await isRunning(pid))),
  );
  return pids.filter((_, index) => checks[index]);
}

/** Sends the signal; a process that is gone already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

async function linuxStat(pid: number): Promise<{ state: string; startTicks: string } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name in parentheses may hold anything, so count the fields from its end: state is the 3rd, starttime the 22nd.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const state = fields?.[0];
  const startTicks = fields?.[19];
  return state !== undefined && startTicks !== undefined ? { state, startTicks } : undefined;
}

async function askPs(pid: number, column: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  const answer = await run('ps', ['-p', String(pid), '-o', column]).catch(() => undefined);
  return answer?.stdout.trim() || undefined;
}
