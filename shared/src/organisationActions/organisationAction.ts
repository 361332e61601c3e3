import { z } from 'zod';
import { recordedAt } from '../contracts/values.ts';
import { door, fieldChange } from '../customerActions/action.ts';

export const ORGANISATION_ACTION_TYPES = [
  'person_invite',
  'person_import',
  'person_update',
  'person_deactivate',
  'person_reactivate',
  'person_away',
  'password_link',
  'password_set',
  'password_change',
  'team_create',
  'team_update',
  'team_delete',
  'status_create',
  'status_update',
  'custom_field_create',
  'custom_field_update',
  'tag_merge',
  'tag_remove',
  'view_share',
  'view_update',
  'view_withdraw',
] as const;
export const organisationActionType = z.enum(ORGANISATION_ACTION_TYPES);
export type OrganisationActionType = z.output<typeof organisationActionType>;

export const SUBJECT_KINDS = ['person', 'team', 'status', 'custom_field', 'tag', 'view'] as const;
export const subjectKind = z.enum(SUBJECT_KINDS);
export type SubjectKind = z.output<typeof subjectKind>;

/** One thing that was done to the organisation itself: its people, teams, statuses, custom fields, tags or shared views. Never changed or removed. */
export const organisationAction = z
  .strictObject({
    id: z.string(),
    type: organisationActionType,
    actor: z.strictObject({ id: z.string(), name: z.string() }),
    /** Whom or what it was done to, as it was called then: a person, team or view by id, a status or custom field by key, a tag by name. */
    subject: z.strictObject({ kind: subjectKind, id: z.string(), name: z.string() }),
    changes: z.array(fieldChange),
    /** The batch that changed customers with it. */
    batchId: z.string().nullable(),
    via: door,
    requestId: z.string().nullable(),
    createdAt: recordedAt,
  })
  .meta({ id: 'OrganisationAction' });
export type OrganisationAction = z.output<typeof organisationAction>;
