import { listTags } from '@caseload/shared/tags/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { endpointQuery } from '../api/endpointQuery.ts';

const TAGS_CHANGE_SELDOM_MS = 60_000;
const NONE: readonly string[] = [];

/** Every tag the organisation uses, by name; none until they are known, and none when they cannot be read. */
export function useTagSuggestions(): readonly string[] {
  const { data } = useQuery({ ...endpointQuery(listTags, {}), staleTime: TAGS_CHANGE_SELDOM_MS });
  return data?.items ?? NONE;
}
