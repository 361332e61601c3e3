import { getSession, type Session } from '@caseload/shared/session/endpoints.ts';
import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { callAs } from '../api/caller.ts';
import { problemOf } from '../api/errors.ts';

/**
 * Who is signed in, or null. Never stale by itself: a session that ends shows as the 401 of another call, or
 * as a message of another tab.
 */
export function sessionQuery() {
  return queryOptions({
    queryKey: [getSession.id, {}] as const,
    queryFn: ({ signal }) => askWhoIsSignedIn(signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** Has every call say whose page this is, from when that is known. */
export function sayWhoCalls(queryClient: QueryClient): void {
  const { queryKey } = sessionQuery();
  queryClient.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] === queryKey[0]) callAs(queryClient.getQueryData(queryKey)?.employee.id);
  });
}

async function askWhoIsSignedIn(signal: AbortSignal): Promise<Session | null> {
  try {
    return await call(getSession, {}, { signal, whenSignedOut: 'throw' });
  } catch (error) {
    if (problemOf(error)?.type === 'unauthenticated') return null;
    throw error;
  }
}

export function findSession(queryClient: QueryClient): Promise<Session | null> {
  return queryClient.ensureQueryData(sessionQuery());
}

/** Who is signed in; only for screens behind sign-in, where the router saw to it that somebody is. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery());
  if (data === null) throw new Error('nobody is signed in');
  return data;
}
