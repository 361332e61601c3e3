import { spawnSync } from 'node:child_process';

/**
 * The command line that runs a program without letting it push others off their processor as it wakes up (SCHED_BATCH of
 * Linux): a backend that is sent a statement runs beside the app that sent it, and not in its place while another
 * processor stands idle. Elsewhere, and without `chrt`, the program runs as it would.
 */
export function beside([command, commandArguments]: [string, string[]]): [string, string[]] {
  return hasBatch() ? ['chrt', ['-b', '0', command, ...commandArguments]] : [command, commandArguments];
}

const hasBatch = () => process.platform === 'linux' && spawnSync('chrt', ['-b', '0', 'true']).status === 0;
