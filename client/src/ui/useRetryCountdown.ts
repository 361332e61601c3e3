import { useEffect, useState } from 'react';
import { retryAfterOf } from '../api/errors.ts';

/** When each refusal was first told: what shows it later, or once more, counts on from there. */
const firstTold = new WeakMap<object, number>();

/** Seconds until the server wants to hear of this again; 0 when it may be tried now. */
export function useRetryCountdown(error: unknown): number {
  const [left, setLeft] = useState(() => secondsLeft(error));
  useEffect(() => {
    const update = () => setLeft(secondsLeft(error));
    update();
    if (secondsLeft(error) === 0) return undefined;
    const timer = setInterval(update, 1_000);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}

function secondsLeft(error: unknown): number {
  const pause = retryAfterOf(error);
  if (pause === null || typeof error !== 'object' || error === null) return 0;
  const told = firstTold.get(error) ?? Date.now();
  firstTold.set(error, told);
  return Math.max(0, Math.ceil((told + pause * 1_000 - Date.now()) / 1_000));
}

/** `14:05` */
export function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
