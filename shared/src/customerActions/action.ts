import { z } from 'zod';
import { attachment } from '../attachments/attachment.ts';
import { recordedAt } from '../contracts/values.ts';

export const ACTION_TYPES = [
  'create',
  'comment',
  'status_change',
  'assignment',
  'update',
  'archive',
  'import',
  'skip',
] as const;
export const actionType = z.enum(ACTION_TYPES);
export type ActionType = z.output<typeof actionType>;

/** The door a change came through. */
export const DOORS = ['browser', 'api', 'import', 'bulk', 'seed'] as const;
export const door = z.enum(DOORS);
export type Door = z.output<typeof door>;

/** Before and after of one field; custom values are named `fields.<name>`. */
export const fieldChange = z.strictObject({ field: z.string(), from: z.unknown(), to: z.unknown() });
export type FieldChange = z.output<typeof fieldChange>;

/** One row of the audit trail. `customerVersion` is null for what did not change the customer. */
export const customerAction = z
  .strictObject({
    id: z.string(),
    customerId: z.string(),
    type: actionType,
    actor: z.strictObject({ id: z.string(), name: z.string() }),
    changes: z.array(fieldChange),
    /** The text of a comment, or the reason of a skip. */
    comment: z.string().nullable(),
    attachments: z.array(attachment),
    customerVersion: z.int().nullable(),
    via: door,
    requestId: z.string().nullable(),
    /** The batch it was part of, for what changed many customers at once. */
    batchId: z.string().nullable(),
    createdAt: recordedAt,
  })
  .meta({ id: 'CustomerAction' });
export type CustomerAction = z.output<typeof customerAction>;
