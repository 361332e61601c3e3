import { listEmployees } from '@caseload/shared/employees/endpoints.ts';
import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { endpointQuery } from '../api/endpointQuery.ts';

const WORDS = ['me', 'none', 'any'];
const TEAMS_CHANGE_SELDOM_MS = 60_000;

/** The people of the organisation, asked for only when the address names one of them. */
export function useChipPeople(assignedTo: string | undefined) {
  const isPerson = assignedTo !== undefined && !WORDS.includes(assignedTo);
  const { data } = useQuery({ ...endpointQuery(listEmployees, {}), enabled: isPerson });
  return data?.items ?? [];
}

/** The teams of the organisation, asked for only when the address names one. */
export function useChipTeams(team: string | undefined) {
  const { data } = useQuery({
    ...endpointQuery(listTeams, {}),
    staleTime: TEAMS_CHANGE_SELDOM_MS,
    enabled: team !== undefined,
  });
  return data?.items ?? [];
}
