import type { CallInput, EndpointDefinition } from '@caseload/shared/contracts/defineEndpoint.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.ts';

type Read = EndpointDefinition & { readonly method: 'GET' };

/** The one place that makes queries: the key is the endpoint's id and what it was asked. */
export function endpointQuery<E extends Read>(endpoint: E, input: CallInput<E>) {
  return queryOptions({
    queryKey: [endpoint.id, input] as const,
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
  });
}
