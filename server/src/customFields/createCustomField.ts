import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { invalid } from '../http/problemError.ts';
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
  input: Pick<CustomField, 'key' | 'label' | 'type' | 'choices'>,
): Promise<CustomField> {
  const { organisationId } = actor;
  return withLockedDefinitions(dependencies, actor, (tx, fields) => {
    if (fields.some(({ key }) => key === input.key)) throw invalid([KEY_IN_USE]);
    refuseOneMore(fields, '');
    const position = Math.max(-1, ...fields.map((field) => field.position)) + 1;
    return tx.commit(
      [insertCustomField(tx, { ...input, organisationId, position, archived: false })],
      ([saved]) => written(saved),
    );
  });
}
