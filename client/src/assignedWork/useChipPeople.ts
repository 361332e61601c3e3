import { listEmployees } from '@caseload/shared/employees/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { endpointQuery } from '../api/endpointQuery.ts';

/** The people of the organisation, asked for only when the address names one of them. */
export function useChipPeople(assignedTo: string | undefined) {
  const isPerson = assignedTo !== undefined && assignedTo !== 'none' && assignedTo !== 'any';
  const { data } = useQuery({ ...endpointQuery(listEmployees, {}), enabled: isPerson });
  return data?.items ?? [];
}
