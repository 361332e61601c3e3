import { useEffect, useState } from 'react';
import { retryAfterOf } from '../api/errors.ts';

/** Seconds until the server wants to hear of this again; 0 when it may be tried now. */
export function useRetryCountdown(error: unknown): number {
  const [left, setLeft] = useState(() => retryAfterOf(error) ?? 0);
  useEffect(() => {
    const until = Date.now() + (retryAfterOf(error) ?? 0) * 1_000;
    const update = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000)));
    update();
    const timer = setInterval(update, 1_000);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}

/** `14:05` */
export function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
