import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import type { Operation } from '../customerActions/operation.ts';
import { invalid } from '../http/problemError.ts';
import { changesOfNew, recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import {
  type CustomFieldDependencies,
  refuseOneMore,
  withLockedDefinitions,
  written,
} from './lockedDefinitions.ts';
import { insertCustomField } from './queries.ts';

const KEY_IN_USE = {
  in: 'body',
  pointer: '/key',
  message: 'is the key of another field, maybe of an archived one',
} as const;

/** Defines a field behind all others. */
export function createCustomField(
  dependencies: CustomFieldDependencies,
  actor: Actor,
  operation: Operation,
  input: Pick<CustomField, 'key' | 'label' | 'type' | 'choices'>,
): Promise<CustomField> {
  const { organisationId } = actor;
  const { key, label, type, choices } = input;
  return withLockedDefinitions(dependencies, actor, (tx, fields) => {
    if (fields.some((other) => other.key === key)) throw invalid([KEY_IN_USE]);
    refuseOneMore(fields, '');
    const position = Math.max(-1, ...fields.map((field) => field.position)) + 1;
    return tx.commit(
      [
        insertCustomField(tx, { ...input, organisationId, position, archived: false }),
        recordOrganisationAction(tx, actor, operation, {
          type: 'custom_field_create',
          subject: { kind: 'custom_field', id: key, name: label },
          changes: changesOfNew({ label, type, choices }),
        }),
      ],
      ([saved]) => written(saved),
    );
  });
}
