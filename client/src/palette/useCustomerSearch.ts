import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { endpointQuery } from '../api/endpointQuery.ts';

const PAUSE_MILLISECONDS = 200;
/** The server takes as much. */
const LONGEST = 200;
export const SHORTEST_SEARCH = 2;
export const MOST_FOUND = 8;

/** The customers of the organisation that a text finds. Answers to earlier texts never show under a later one. */
export function useCustomerSearch(text: string) {
  const wanted = text.trim().slice(0, LONGEST);
  const [settled] = useDebouncedValue(wanted, PAUSE_MILLISECONDS);
  const isWanted = wanted.length >= SHORTEST_SEARCH;
  const isSettled = settled === wanted;
  const query = useQuery({
    ...endpointQuery(listCustomers, {
      query: { assignedTo: 'any', q: settled, sort: 'name', limit: String(MOST_FOUND + 1) },
    }),
    enabled: isWanted && isSettled,
    // A search that waits in silence is worse than one that says it failed: typing on tries again.
    retry: false,
  });
  const answer = isWanted && isSettled ? query.data : undefined;
  return {
    isSearching: isWanted && (!isSettled || query.isPending) && !(isSettled && query.isError),
    error: isWanted && isSettled && query.isError ? query.error : null,
    customers: answer?.items.slice(0, MOST_FOUND) ?? null,
    isMore: (answer?.items.length ?? 0) > MOST_FOUND,
  };
}
