import { getCustomer } from '@caseload/shared/customers/endpoints.ts';
import { queryOptions, replaceEqualDeep } from '@tanstack/react-query';
import { endpointQuery } from './endpointQuery.ts';

/** One customer. A reading that was under way while a save was answered does not bring back what was before the save. */
export function customerQuery(id: string) {
  return queryOptions({
    ...endpointQuery(getCustomer, { params: { id } }),
    structuralSharing: (known, read) => (isOlder(read, known) ? known : replaceEqualDeep(known, read)),
  });
}

const isOlder = (read: unknown, known: unknown) => versionOf(read) < versionOf(known);
const versionOf = (data: unknown) =>
  typeof data === 'object' && data !== null && 'version' in data ? Number(data.version) : 0;
