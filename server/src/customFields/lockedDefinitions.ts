import { CUSTOM_FIELDS_MAXIMUM, type CustomField } from '@caseload/shared/customFields/customField.ts';
import { canDefineCustomFields } from '@caseload/shared/rules/canDefineCustomFields.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { forbidden, invalid } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { listCustomFields, lockDefinitions } from './queries.ts';

export type CustomFieldDependencies = {
  readonly database: Database;
  /** Something of the organisation was changed: every process reads it anew. */
  readonly organisationChanged: (organisationId: string) => void;
};

/**
 * Runs `work` with all fields of the organisation, which nobody else changes meanwhile. Afterwards every session
 * is told of them anew.
 */
export async function withLockedDefinitions(
  { database, organisationChanged }: CustomFieldDependencies,
  actor: Actor,
  work: (tx: Transaction, fields: readonly CustomField[]) => Promise<CustomField>,
): Promise<CustomField> {
  if (!canDefineCustomFields(actor)) throw forbidden('Only administrators define custom fields.');
  const { organisationId } = actor;
  const field = await database.write({ organisationId }, async (tx) => {
    const [, fields] = await tx.together([
      lockDefinitions(tx, organisationId),
      listCustomFields(tx, organisationId),
    ]);
    return work(tx, fields);
  });
  organisationChanged(organisationId);
  return field;
}

/** Throws when no further field may come into use. */
export function refuseOneMore(fields: readonly CustomField[], pointer: string): void {
  if (fields.filter(({ archived }) => !archived).length < CUSTOM_FIELDS_MAXIMUM) return;
  const message = `there are ${CUSTOM_FIELDS_MAXIMUM} fields in use; archive one first`;
  throw invalid([{ in: 'body', pointer, message }]);
}

export function written(saved: CustomField | undefined): CustomField {
  if (!saved) throw new Error('the custom field was written and not returned');
  return saved;
}
