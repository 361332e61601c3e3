import type { ActionType, CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { ACTION_TYPES } from '@caseload/shared/customerActions/action.ts';
import { listCustomerActions } from '@caseload/shared/customerActions/endpoints.ts';
import type { ResponseBody } from '@caseload/shared/contracts/defineEndpoint.ts';
import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';

export const ACTION_FILTERS = ['all', 'comments', 'changes', 'files'] as const;
export type ActionFilter = (typeof ACTION_FILTERS)[number];

type ActionPage = ResponseBody<typeof listCustomerActions>;
type ActionPages = InfiniteData<ActionPage, string | null>;

const PAGE = 30;
/** Few comments have files, and the server cannot ask for those alone. */
const PAGE_OF_FILES = 200;
/** Others comment all the time; until they are pushed, the page asks this often. */
const ASK_AGAIN_MS = 30_000;

const TYPES: Record<ActionFilter, readonly ActionType[] | null> = {
  all: null,
  comments: ['comment'],
  changes: ACTION_TYPES.filter((type) => type !== 'comment'),
  files: ['comment'],
};

/** The audit trail of a customer by pages, newest first. Keys begin with the endpoint and the customer. */
export function actionsQuery(customerId: string, filter: ActionFilter) {
  const types = TYPES[filter];
  return infiniteQueryOptions({
    queryKey: [listCustomerActions.id, customerId, filter] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: String(filter === 'files' ? PAGE_OF_FILES : PAGE),
        ...(types === null ? {} : { type: types.join(',') }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return call(listCustomerActions, { params: { id: customerId }, query }, { signal });
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Every page is read again, so more pages are read less often.
    refetchInterval: ({ state }) => ASK_AGAIN_MS * Math.max(1, state.data?.pages.length ?? 1),
  });
}

/** The actions that changed one field, by pages, newest first. Custom ones are `fields.<name>`. */
export function fieldActionsQuery(customerId: string, field: string) {
  return infiniteQueryOptions({
    queryKey: [listCustomerActions.id, customerId, 'field', field] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = { field, limit: String(PAGE), ...(pageParam === null ? {} : { cursor: pageParam }) };
      return call(listCustomerActions, { params: { id: customerId }, query }, { signal });
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** No cursor yet. */
function firstPage(): string | null {
  return null;
}

/** Puts an acknowledged comment where it is shown, once, without waiting for the next reading. */
export function addAction(queryClient: QueryClient, action: CustomerAction): void {
  for (const filter of ['all', 'comments', 'files'] as const) {
    const { queryKey } = actionsQuery(action.customerId, filter);
    queryClient.setQueryData<ActionPages>(queryKey, (known) => known && withAction(known, action));
  }
  void queryClient.invalidateQueries({ queryKey: [listCustomerActions.id, action.customerId] });
}

function withAction(known: ActionPages, action: CustomerAction): ActionPages {
  const [first, ...others] = known.pages;
  const isThere = known.pages.some(({ items }) => items.some(({ id }) => id === action.id));
  if (first === undefined || isThere) return known;
  return { ...known, pages: [{ ...first, items: [action, ...first.items] }, ...others] };
}
