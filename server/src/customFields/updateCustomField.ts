import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import type { Operation } from '../customerActions/operation.ts';
import { invalid, notFound, ProblemError } from '../http/problemError.ts';
import { changesBetween, recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import {
  type CustomFieldDependencies,
  refuseOneMore,
  withLockedDefinitions,
  written,
} from './lockedDefinitions.ts';
import { type CustomFieldColumns, saveCustomField } from './queries.ts';

/**
 * Changes a field under the lock of all; `outdated` when it is no longer as it was at `updatedAt`. Values that
 * customers have stay as they are, also those of a choice that is taken away.
 */
export function updateCustomField(
  dependencies: CustomFieldDependencies,
  actor: Actor,
  operation: Operation,
  key: string,
  updatedAt: string,
  changes: Partial<CustomFieldColumns>,
): Promise<CustomField> {
  return withLockedDefinitions(dependencies, actor, async (tx, fields) => {
    const field = fields.find((candidate) => candidate.key === key);
    if (!field) throw notFound('There is no such custom field.');
    if (field.updatedAt !== updatedAt) throw new ProblemError('outdated', {});
    refuseChoices(field, changes.choices);
    if (field.archived && changes.archived === false) refuseOneMore(fields, '/archived');
    const differences = changesBetween<Partial<CustomFieldColumns>>(field, changes);
    if (differences.length === 0) return field;
    return tx.commit(
      [
        saveCustomField(tx, actor.organisationId, key, changes),
        recordOrganisationAction(tx, actor, operation, {
          type: 'custom_field_update',
          subject: { kind: 'custom_field', id: key, name: field.label },
          changes: differences,
        }),
      ],
      ([saved]) => written(saved),
    );
  });
}

function refuseChoices({ type }: CustomField, choices: readonly string[] | undefined): void {
  if (choices === undefined || (type === 'choice') === choices.length > 0) return;
  const message =
    type === 'choice' ? 'must have at least one choice' : 'only a field of the type choice has choices';
  throw invalid([{ in: 'body', pointer: '/choices', message }]);
}
