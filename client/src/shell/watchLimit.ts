import type { QueryClient } from '@tanstack/react-query';
import { problemOf } from '../api/errors.ts';

/** Calls back with every refusal of a call for being one too many; returns the way to stop. */
export function watchLimit(queryClient: QueryClient, onRefusal: (error: unknown) => void): () => void {
  const note = (error: unknown) => {
    if (problemOf(error)?.type === 'rate-limited') onRefusal(error);
  };
  const stopReads = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return;
    if (event.action.type === 'failed' || event.action.type === 'error') note(event.action.error);
  });
  const stopWrites = queryClient.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') note(event.action.error);
  });
  return () => {
    stopReads();
    stopWrites();
  };
}
