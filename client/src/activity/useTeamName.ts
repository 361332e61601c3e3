import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { endpointQuery } from '../api/endpointQuery.ts';

const TEAMS_CHANGE_SELDOM_MS = 60_000;

/** What a team is called; asked for only when there is one to name. */
export function useTeamName(team: string | undefined): string | undefined {
  const { data } = useQuery({
    ...endpointQuery(listTeams, {}),
    staleTime: TEAMS_CHANGE_SELDOM_MS,
    enabled: team !== undefined,
  });
  return data?.items.find(({ id }) => id === team)?.name;
}
