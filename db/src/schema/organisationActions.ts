import type { Door, FieldChange } from '@caseload/shared/customerActions/action.ts';
import type {
  OrganisationActionType,
  SubjectKind,
} from '@caseload/shared/organisationActions/organisationAction.ts';
import {
  bigint,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  sql,
  text,
  unique,
  uuid,
} from '../drizzle.ts';
import { batches } from './batches.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

/** What was done to people, teams, statuses, custom fields, tags and shared views. Append-only: a trigger refuses everything else. */
export const organisationActions = pgTable(
  'organisation_actions',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    position: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    type: text().$type<OrganisationActionType>().notNull(),
    actorId: uuid('actor_id').notNull(),
    subjectKind: text('subject_kind').$type<SubjectKind>().notNull(),
    subjectId: text('subject_id').notNull(),
    subjectName: text('subject_name').notNull(),
    changes: jsonb().$type<FieldChange[]>().notNull().default([]),
    batchId: uuid('batch_id'),
    via: text().$type<Door>().notNull(),
    requestId: text('request_id'),
    /** Unique: a write that is tried again happens once. */
    operationId: text('operation_id').notNull(),
    operationHash: text('operation_hash'),
    /** Set by trigger. */
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'organisation_actions_pkey', columns: [t.organisationId, t.id] }),
    unique('organisation_actions_operation_key').on(t.organisationId, t.operationId),
    foreignKey({
      name: 'organisation_actions_actor_fkey',
      columns: [t.organisationId, t.actorId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    foreignKey({
      name: 'organisation_actions_batch_fkey',
      columns: [t.organisationId, t.batchId],
      foreignColumns: [batches.organisationId, batches.id],
    }),
    check(
      'organisation_actions_type_known',
      sql`${t.type} in ('person_invite', 'person_import', 'person_update', 'person_deactivate', 'person_reactivate', 'person_away', 'password_link', 'password_set', 'password_change', 'team_create', 'team_update', 'team_delete', 'status_create', 'status_update', 'custom_field_create', 'custom_field_update', 'tag_merge', 'tag_remove', 'view_share', 'view_update', 'view_withdraw')`,
    ),
    check(
      'organisation_actions_subject_known',
      sql`${t.subjectKind} in ('person', 'team', 'status', 'custom_field', 'tag', 'view')`,
    ),
    check('organisation_actions_via_known', sql`${t.via} in ('browser', 'api', 'import', 'bulk', 'seed')`),
    index('organisation_actions_newest').on(t.organisationId, t.position),
  ],
);
