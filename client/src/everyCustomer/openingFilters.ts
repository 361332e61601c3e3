import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import type { Session } from '@caseload/shared/session/endpoints.ts';
import type { QueryClient } from '@tanstack/react-query';
import { endpointQuery } from '../api/endpointQuery.ts';
import type { MyWorkSearch } from '../assignedWork/myWorkSearch.ts';
import { ownTeamOf } from '../teams/ownTeam.ts';

const TEAMS_CHANGE_SELDOM_MS = 60_000;

/** What the list of everybody's customers opens on where its address does not say: the own team, where there is one. */
export async function openingFilters(
  queryClient: QueryClient,
  { employee }: Session,
): Promise<Pick<MyWorkSearch, 'assignedTo' | 'team'>> {
  const everybodys = { assignedTo: 'any' } as const;
  if (!canSupervise(employee)) return everybodys;
  const query = { ...endpointQuery(listTeams, {}), staleTime: TEAMS_CHANGE_SELDOM_MS };
  // The list itself tells when there is no connection; it need not fail because of its team.
  const teams = await queryClient.fetchQuery(query).catch(() => undefined);
  const team = ownTeamOf(teams?.items ?? [], employee)?.id;
  return { ...everybodys, ...(team === undefined ? {} : { team }) };
}
