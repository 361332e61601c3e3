import { and, desc, eq, inArray, lt } from '@caseload/db/drizzle.ts';
import type { OrganisationActionType } from '@caseload/shared/organisationActions/organisationAction.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { organisationActions } from '@caseload/db/schema/organisationActions.ts';
import { employees } from '@caseload/db/schema/organisations.ts';

export type OrganisationActionPage = {
  readonly types: readonly OrganisationActionType[] | undefined;
  /** Only what is older than the action at this place. */
  readonly before: bigint | undefined;
  readonly rows: number;
};

/** A range of `organisation_actions_newest`, read backwards. */
export const listOrganisationActions = (
  tx: Transaction,
  organisationId: string,
  { types, before, rows }: OrganisationActionPage,
) =>
  tx.db
    .select({
      id: organisationActions.id,
      type: organisationActions.type,
      actor: { id: employees.id, name: employees.name },
      subjectKind: organisationActions.subjectKind,
      subjectId: organisationActions.subjectId,
      subjectName: organisationActions.subjectName,
      changes: organisationActions.changes,
      batchId: organisationActions.batchId,
      via: organisationActions.via,
      requestId: organisationActions.requestId,
      createdAt: organisationActions.createdAt,
      position: organisationActions.position,
    })
    .from(organisationActions)
    .innerJoin(
      employees,
      and(
        eq(employees.organisationId, organisationActions.organisationId),
        eq(employees.id, organisationActions.actorId),
      ),
    )
    .where(
      and(
        eq(organisationActions.organisationId, organisationId),
        before === undefined ? undefined : lt(organisationActions.position, before),
        types === undefined ? undefined : inArray(organisationActions.type, [...types]),
      ),
    )
    .orderBy(desc(organisationActions.position))
    .limit(rows);

/** What an operation did, if it was done already. */
export const findOrganisationOperation = (tx: Transaction, organisationId: string, operationId: string) =>
  tx.db
    .select({
      subjectId: organisationActions.subjectId,
      batchId: organisationActions.batchId,
      operationHash: organisationActions.operationHash,
    })
    .from(organisationActions)
    .where(
      and(
        eq(organisationActions.organisationId, organisationId),
        eq(organisationActions.operationId, operationId),
      ),
    );
