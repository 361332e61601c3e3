import { isDeepStrictEqual } from 'node:util';
import type { Door, FieldChange } from '@caseload/shared/customerActions/action.ts';
import type {
  OrganisationActionType,
  SubjectKind,
} from '@caseload/shared/organisationActions/organisationAction.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { organisationActions } from '@caseload/db/schema/organisationActions.ts';
import type { Operation } from '../customerActions/operation.ts';
import { newId } from '../newId.ts';

export type NewOrganisationAction = {
  readonly type: OrganisationActionType;
  readonly subject: { readonly kind: SubjectKind; readonly id: string; readonly name: string };
  readonly changes?: readonly FieldChange[];
  readonly batchId?: string;
};

/** This file alone writes the organisation's own history; the time is set by the database. */
export const recordOrganisationAction = (
  tx: Transaction,
  actor: { readonly id: string; readonly organisationId: string },
  operation: Pick<Operation, 'id' | 'hash' | 'via' | 'requestId'>,
  { type, subject, changes = [], batchId }: NewOrganisationAction,
) =>
  tx.db.insert(organisationActions).values({
    organisationId: actor.organisationId,
    id: newId(),
    type,
    actorId: actor.id,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectName: subject.name,
    changes: [...changes],
    batchId: batchId ?? null,
    via: operation.via,
    requestId: operation.requestId,
    operationId: operation.id,
    operationHash: operation.hash,
  });

/** One of many that somebody does at once, none of which changes customers. */
type OrganisationActionOfMany = Omit<NewOrganisationAction, 'batchId'> & {
  readonly operationId: string;
};

/** `recordOrganisationAction` for many by one statement. */
export const recordOrganisationActions = (
  tx: Transaction,
  { organisationId, actorId, via }: { organisationId: string; actorId: string; via: Door },
  actions: readonly OrganisationActionOfMany[],
) =>
  tx.raw(
    `insert into organisation_actions (organisation_id, id, type, actor_id, subject_kind, subject_id, subject_name,
       changes, via, operation_id)
     select $1::uuid, r.id, r.type, $2::uuid, r.kind, r."subjectId", r.name, r.changes, $3, r."operationId"
     from jsonb_to_recordset($4::jsonb) as r(id uuid, type text, kind text, "subjectId" text, name text, changes jsonb,
       "operationId" text)`,
    [organisationId, actorId, via, JSON.stringify(actions.map(rowOf))],
  );

const rowOf = ({ type, subject, changes = [], operationId }: OrganisationActionOfMany) => ({
  id: newId(),
  type,
  kind: subject.kind,
  subjectId: subject.id,
  name: subject.name,
  changes,
  operationId,
});

/** The parts that `to` sets to something else than `from` has, with both. */
export function changesBetween<T extends object>(from: T, to: Partial<T>): FieldChange[] {
  const before: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(from));
  return Object.entries(to)
    .filter(([field, value]) => !isDeepStrictEqual(before[field], value))
    .map(([field, value]) => ({ field, from: before[field] ?? null, to: value }));
}

/** The parts that something new begins with. */
export const changesOfNew = (parts: object): FieldChange[] =>
  Object.entries(parts).map(([field, to]) => ({ field, from: null, to }));
