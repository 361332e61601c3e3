import { getReport } from '@caseload/shared/reports/endpoints.ts';
import { canSeeReportsOfAll } from '@caseload/shared/rules/canSeeReports.ts';
import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { endpointQuery } from '../api/endpointQuery.ts';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';
import { daysOfSearch } from './reportPeriod.ts';
import type { ReportsSearch } from './reportsSearch.ts';

const FRESH_MS = 60_000;
/** While one is computed, and after it could not be. */
const ASK_AGAIN_MS = 2_000;
const AFTER_FAILURE_MS = 20_000;

type Change = { readonly [K in keyof ReportsSearch]?: ReportsSearch[K] | undefined };

/** The report the address stands for. */
export function useReport() {
  const search = useSearch({ from: '/signedIn/reports' });
  const navigate = useNavigate({ from: '/reports' });
  const { timeZone } = usePlace();
  const { employee } = useSession();
  const seesAll = canSeeReportsOfAll(employee);
  const teams = useQuery({ ...endpointQuery(listTeams, {}), staleTime: FRESH_MS, enabled: seesAll });
  const own = teams.data?.items.find(({ members }) =>
    members.some(({ id, isSupervisor }) => isSupervisor && id === employee.id),
  );
  const team = seesAll ? (search.team ?? own?.id ?? 'all') : 'all';
  const days = daysOfSearch(search, timeZone, useNow());
  const query = useQuery({
    ...endpointQuery(getReport, { query: { ...days, timeZone, ...(team === 'all' ? {} : { team }) } }),
    // Which team it opens on is known when the teams are.
    enabled: !seesAll || search.team !== undefined || !teams.isPending,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    refetchInterval: ({ state: { data } }) => {
      if (data?.isRunning) return ASK_AGAIN_MS;
      return data?.failure ? AFTER_FAILURE_MS : false;
    },
  });
  return {
    search,
    days,
    seesAll,
    team,
    teams: teams.data?.items ?? [],
    query,
    change: (to: Change) => void navigate({ search: (now) => ({ ...now, ...to }), replace: true }),
  };
}
