import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { customerQuery } from '../api/customerQuery.ts';

/** Each costs a request, and the list is read again whenever the person comes back to it. */
const FRESH_MS = 60_000;
/** What is only scrolled past is not read. */
const REST_MS = 200;

/**
 * Reads the customers that stand in a list which does not hold them any more: the row stays where it is, and would
 * go on saying what was true before, such as whose the customer was before they were given to somebody else.
 * @param ids those that are drawn
 */
export function useReadMissing(ids: readonly string[]): void {
  const queryClient = useQueryClient();
  const known = ids.join();
  useEffect(() => {
    if (known === '') return undefined;
    const timer = setTimeout(() => {
      // What lists show of a customer follows every reading of it. One that fails leaves the row as it was.
      for (const id of known.split(','))
        void queryClient.fetchQuery({ ...customerQuery(id), staleTime: FRESH_MS }).catch(() => undefined);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [queryClient, known]);
}
