import { getBoard } from '@caseload/shared/board/endpoints.ts';
import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CallInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import { listEmployees } from '@caseload/shared/employees/endpoints.ts';
import { listOrganisationActions } from '@caseload/shared/organisationActions/endpoints.ts';
import {
  deactivatePerson,
  invitePerson,
  listPeople,
  reactivatePerson,
  sendPasswordLink,
  updatePerson,
} from '@caseload/shared/people/endpoints.ts';
import type { Person } from '@caseload/shared/people/person.ts';
import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { sessionQuery } from '../session/sessionQuery.ts';

export type Invitation = CallInput<typeof invitePerson>['body'];
export type PersonPatch = Omit<CallInput<typeof updatePerson>['body'], 'updatedAt'>;
export type HandOver = Omit<CallInput<typeof deactivatePerson>['body'], 'updatedAt'>;

const TOUCHED = [listPeople, listEmployees, listTeams, getBoard, listCustomers, listOrganisationActions];

/** Reads everything again that names people or counts what they hold. */
export function useReadPeopleAgain(): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () => Promise.all(TOUCHED.map(({ id }) => queryClient.invalidateQueries({ queryKey: [id] })));
}

/** The ways to change people. After each, also a failed one, they are read again. */
export function usePeopleWrites() {
  const queryClient = useQueryClient();
  const onSettled = useReadPeopleAgain();
  const invite = useMutation({
    mutationFn: (body: Invitation) => call(invitePerson, { body }),
    onSettled,
  });
  const update = useMutation({
    mutationFn: ({ person, patch }: { readonly person: Person; readonly patch: PersonPatch }) =>
      call(updatePerson, { params: { id: person.id }, body: { updatedAt: person.updatedAt, ...patch } }),
    onSuccess: ({ id }) => {
      const query = sessionQuery();
      // Whoever changes themselves sees their new name, and loses the screen with their role.
      if (queryClient.getQueryData(query.queryKey)?.employee.id === id)
        void queryClient.invalidateQueries({ queryKey: query.queryKey });
    },
    onSettled,
  });
  const sendLink = useMutation({
    mutationFn: ({ id }: Person) => call(sendPasswordLink, { params: { id } }),
    onSettled,
  });
  const deactivate = useMutation({
    mutationFn: ({ person, handOver, idempotencyKey }: Deactivation) =>
      call(
        deactivatePerson,
        { params: { id: person.id }, body: { updatedAt: person.updatedAt, ...handOver } },
        { idempotencyKey },
      ),
    onSettled,
  });
  const reactivate = useMutation({
    mutationFn: ({ id }: Pick<Person, 'id'>) => call(reactivatePerson, { params: { id } }),
    onSettled,
  });
  /** The person as the server has them now. */
  const readPerson = async (id: string) => {
    const { items } = await queryClient.fetchQuery({ ...endpointQuery(listPeople, {}), staleTime: 0 });
    return items.find((person) => person.id === id);
  };
  return { invite, update, sendLink, deactivate, reactivate, readPerson };
}

type Deactivation = {
  readonly person: Person;
  readonly handOver: HandOver;
  readonly idempotencyKey: string;
};
