import type { CallInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import { listOrganisationActions } from '@caseload/shared/organisationActions/endpoints.ts';
import {
  createStatus,
  listStatuses,
  type ManagedStatus,
  updateStatus,
} from '@caseload/shared/statuses/endpoints.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { sessionQuery } from '../session/sessionQuery.ts';

export type NewStatus = CallInput<typeof createStatus>['body'];
export type StatusPatch = Omit<CallInput<typeof updateStatus>['body'], 'updatedAt'>;
export type StatusWrite = { readonly status: ManagedStatus; readonly patch: StatusPatch };

/** The ways to change statuses. After each, also a failed one, the list and the session are read again. */
export function useStatusWrites() {
  const queryClient = useQueryClient();
  const onSettled = () =>
    Promise.all([
      ...[listStatuses, listOrganisationActions].map(({ id }) =>
        queryClient.invalidateQueries({ queryKey: [id] }),
      ),
      queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey }),
    ]);
  const create = useMutation({
    mutationFn: (body: NewStatus) => call(createStatus, { body }),
    onSettled,
  });
  const update = useMutation({
    mutationFn: ({ status: { key, updatedAt }, patch }: StatusWrite) =>
      call(updateStatus, { params: { key }, body: { updatedAt, ...patch } }),
    onSettled,
  });
  /** The status as the server has it now, undefined when it is gone. */
  const readStatus = async (key: string) => {
    const { items } = await queryClient.fetchQuery({ ...endpointQuery(listStatuses, {}), staleTime: 0 });
    return items.find((status) => status.key === key);
  };
  return { create, update, readStatus };
}
