import type { CallInput } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import {
  createCustomField,
  listCustomFields,
  updateCustomField,
} from '@caseload/shared/customFields/endpoints.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { sessionQuery } from '../session/sessionQuery.ts';

export type NewCustomField = CallInput<typeof createCustomField>['body'];
export type CustomFieldPatch = Omit<CallInput<typeof updateCustomField>['body'], 'updatedAt'>;
export type CustomFieldWrite = { readonly field: CustomField; readonly patch: CustomFieldPatch };

/** The ways to change the definitions. After each, also a failed one, the list and the session are read again. */
export function useCustomFieldWrites() {
  const queryClient = useQueryClient();
  const readAgain = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: [listCustomFields.id] }),
      queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey }),
    ]);
  const create = useMutation({
    mutationFn: (body: NewCustomField) => call(createCustomField, { body }),
    onSettled: readAgain,
  });
  const update = useMutation({
    mutationFn: async (writes: readonly CustomFieldWrite[]) => {
      const saved: CustomField[] = [];
      for (const { field, patch } of writes) saved.push(await save(field, patch));
      return saved;
    },
    onSettled: readAgain,
  });
  /** The field as the server has it now, undefined when it is gone. */
  const readField = async (key: string) => {
    const { items } = await queryClient.fetchQuery({ ...endpointQuery(listCustomFields, {}), staleTime: 0 });
    return items.find((field) => field.key === key);
  };
  return { create, update, readField };
}

function save({ key, updatedAt }: CustomField, patch: CustomFieldPatch): Promise<CustomField> {
  return call(updateCustomField, { params: { key }, body: { updatedAt, ...patch } });
}
