import { getSession } from '@caseload/shared/session/endpoints.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { sessionQuery } from './sessionQuery.ts';

const KEY = [getSession.id, 'ownDetails'];

/**
 * Reads the own name, address and role again whenever somebody comes to a screen that shows them: the session is read once,
 * and administrators change them too. Settings stay as they are here, where they may be on their way to the server.
 */
export function useOwnDetails() {
  const queryClient = useQueryClient();
  const reading = useQuery({
    queryKey: KEY,
    // Asks for a sign-in when the session has ended, and leaves the page as it is.
    queryFn: async ({ signal }) => {
      const { employee } = await call(getSession, {}, { signal });
      signal.throwIfAborted();
      queryClient.setQueryData(sessionQuery().queryKey, (session) =>
        session?.employee.id === employee.id ? { ...session, employee } : session,
      );
      return employee;
    },
    staleTime: 0,
    gcTime: 0,
  });
  return {
    readAgain: async () => (await reading.refetch()).data,
    /** What is on its way may be older than what was just saved. */
    forgetReading: () => void queryClient.cancelQueries({ queryKey: KEY }),
  };
}
