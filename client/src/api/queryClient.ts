import type { QueryClient } from '@tanstack/react-query';
import { NetworkError, retryAfterOf } from './errors.ts';
import { FreshQueryClient } from './freshQueryClient.ts';

const ATTEMPTS = 3;
/** Longer waits are shown to the person instead of leaving the screen silent. */
const LONGEST_SILENT_WAIT_SECONDS = 10;

/** Reads are repeated when that can help; a write never by itself, since a press sends once. */
export function createQueryClient(): QueryClient {
  return new FreshQueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 15 * 60_000, retry: shouldRepeatRead, retryDelay: delayOf },
      mutations: { retry: false },
    },
  });
}

export function shouldRepeatRead(failures: number, error: Error): boolean {
  if (failures >= ATTEMPTS) return false;
  const wait = retryAfterOf(error);
  return wait === null ? error instanceof NetworkError : wait <= LONGEST_SILENT_WAIT_SECONDS;
}

/** Milliseconds; up to a quarter on top so that pages do not all come back at the same instant. */
export function delayOf(failures: number, error: Error): number {
  const wait = retryAfterOf(error);
  const base = wait === null ? 500 * 2 ** failures : Math.max(wait, 1) * 1_000;
  return base * (1 + Math.random() / 4);
}
