import { getImport, listImports } from '@caseload/shared/imports/endpoints.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { pollPause } from './pollPause.ts';

const PAGE = 20;
const SIGN_PAUSE_MS = 5_000;

/** An import; asked for again and again while it works. */
export function importQuery(id: string) {
  return queryOptions({
    ...endpointQuery(getImport, { params: { id } }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      (state.data?.work ?? null) === null ? false : pollPause(state.dataUpdateCount),
  });
}

/** All imports by pages, newest first. */
export function importsQuery() {
  return infiniteQueryOptions({
    queryKey: [listImports.id, 'pages'] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: String(PAGE), ...(pageParam === null ? {} : { cursor: pageParam }) };
      return call(listImports, { query }, { signal });
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 0,
  });
}

function firstPage(): string | null {
  return null;
}

/** The newest imports, for whoever only wants to know which of them works. */
export function newestImportsQuery() {
  return queryOptions({
    queryKey: [listImports.id, 'newest'] as const,
    queryFn: async ({ signal }) => {
      const { items } = await call(listImports, { query: { limit: String(PAGE) } }, { signal });
      return items;
    },
    staleTime: 60_000,
    refetchInterval: ({ state }) =>
      state.data?.some(({ work }) => work !== null) === true ? SIGN_PAUSE_MS : false,
  });
}
