import type { Board } from '@caseload/shared/board/board.ts';
import { getBoard } from '@caseload/shared/board/endpoints.ts';
import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { endpointQuery } from '../api/endpointQuery.ts';
import { useSession } from '../session/sessionQuery.ts';
import { ownTeamOf } from '../teams/ownTeam.ts';
import { usePlace } from '../time/place.ts';
import { keepOrder, sortPeople } from './boardOrder.ts';
import type { BoardSearch, BoardSort } from './boardSearch.ts';

const REFRESH_MS = 30_000;

/** The board the address stands for. Its rows stand still while their numbers change. */
export function useBoard() {
  const search = useSearch({ from: '/signedIn/board' });
  const navigate = useNavigate({ from: '/board' });
  const { timeZone } = usePlace();
  const { employee } = useSession();
  const teams = useQuery({ ...endpointQuery(listTeams, {}), staleTime: REFRESH_MS });
  const own = ownTeamOf(teams.data?.items ?? [], employee);
  const team = search.team ?? own?.id ?? 'all';
  const query = useQuery({
    ...endpointQuery(getBoard, { query: { timeZone, ...(team === 'all' ? {} : { team }) } }),
    // Which team it opens on is known when the teams are.
    enabled: search.team !== undefined || !teams.isPending,
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
  });
  const sort: BoardSort = search.sort ?? 'load';
  const rows = useHeldRows(query.data, query.isPlaceholderData, `${team} ${sort}`, (people) =>
    sortPeople(people, sort),
  );

  return {
    query,
    teams: teams.data?.items ?? [],
    team,
    sort,
    ...rows,
    change: (to: { readonly [K in keyof BoardSearch]?: BoardSearch[K] | undefined }) =>
      void navigate({ search: (now) => ({ ...now, ...to }), replace: true }),
  };
}

type Held = { readonly name: string; readonly ids: readonly string[] };

function useHeldRows(
  board: Board | undefined,
  isOther: boolean,
  name: string,
  order: (people: Board['people']) => readonly string[],
) {
  const [held, setHeld] = useState<Held | null>(null);
  let now = held;
  if (board !== undefined && !isOther && held?.name !== name) {
    // During render, as React asks for state that follows a prop: the order before is never painted.
    now = { name, ids: order(board.people) };
    setHeld(now);
  }
  const people = board?.people ?? [];
  const shown = keepOrder(now?.ids ?? [], people);
  const wanted = order(people);
  return {
    people: shown,
    /** Whether the order would be another one by now. */
    isMoved: !isOther && shown.some(({ employee }, index) => employee.id !== wanted[index]),
    sortAgain: () => setHeld({ name, ids: wanted }),
  };
}
