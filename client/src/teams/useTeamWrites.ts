import { getBoard } from '@caseload/shared/board/endpoints.ts';
import type { CallInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import { createTeam, deleteTeam, listTeams, updateTeam } from '@caseload/shared/teams/endpoints.ts';
import type { Team } from '@caseload/shared/teams/team.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';

type NewTeam = CallInput<typeof createTeam>['body'];
type TeamPatch = Omit<CallInput<typeof updateTeam>['body'], 'updatedAt'>;

/** The ways to change teams. After each, also a failed one, the teams are read again. */
export function useTeamWrites() {
  const queryClient = useQueryClient();
  const readAgain = () =>
    Promise.all([listTeams, getBoard].map(({ id }) => queryClient.invalidateQueries({ queryKey: [id] })));
  const create = useMutation({
    mutationFn: (body: NewTeam) => call(createTeam, { body }),
    onSettled: readAgain,
  });
  const update = useMutation({
    mutationFn: ({ team, patch }: { readonly team: Team; readonly patch: TeamPatch }) =>
      call(updateTeam, { params: { id: team.id }, body: { updatedAt: team.updatedAt, ...patch } }),
    onSettled: readAgain,
  });
  const remove = useMutation({
    mutationFn: (team: Team) => call(deleteTeam, { params: { id: team.id } }),
    onSettled: readAgain,
  });
  /** The team as the server has it now, undefined when it is gone. */
  const readTeam = async (id: string) => {
    const { items } = await queryClient.fetchQuery({ ...endpointQuery(listTeams, {}), staleTime: 0 });
    return items.find((team) => team.id === id);
  };
  return { create, update, remove, readTeam };
}
