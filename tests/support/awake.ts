import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';

const TICK_MS = 10;

export type Stopwatch = { readonly ms: () => number; readonly stop: () => number };

/**
 * Counts the time in which this process could have done something. A busy machine that lets others run for seconds
 * stops it as well, so that a limit says how long the work took and not how busy the machine was.
 */
export function startStopwatch(): Stopwatch {
  let ms = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    ms += Math.min(now - last, 2 * TICK_MS);
    last = now;
    return ms;
  };
  const timer = setInterval(look, TICK_MS);
  const stop = () => {
    clearInterval(timer);
    return look();
  };
  return { ms: look, stop };
}

/** Milliseconds that the work took, by a stopwatch. */
export async function awakeMs(work: () => Promise<unknown>): Promise<number> {
  const watch = startStopwatch();
  try {
    await work();
  } finally {
    watch.stop();
  }
  return watch.ms();
}

/** A pause in which what arrives is attended to: after a stop of the machine most of it is still to come. */
export async function stayAwake(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= TICK_MS) await sleep(TICK_MS);
}

/** Milliseconds of computing, whoever else computes at the same time. */
export function computingMs(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
