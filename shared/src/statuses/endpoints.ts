import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { recordedAt, updatedAt } from '../contracts/values.ts';
import { statusKey } from '../customers/customer.ts';
import { status, statusCategory } from '../organisations/organisation.ts';

const common = { feature: 'statuses', access: 'session' } as const;
const label = shortText(60);

/** Statuses in use at once; archived ones do not count. */
export const STATUSES_MAXIMUM = 30;

/** A status as administrators see it. */
export const managedStatus = z
  .strictObject({
    ...status.shape,
    /** Its place in the order, beginning with 0. */
    position: z.int(),
    customerCount: z.int().meta({ description: 'Customers that have it, archived ones too' }),
    /** Of label, category and `archived`; moving it is no change. */
    updatedAt: recordedAt,
  })
  .meta({ id: 'ManagedStatus' });
export type ManagedStatus = z.output<typeof managedStatus>;

export const listStatuses = defineEndpoint({
  ...common,
  id: 'listStatuses',
  method: 'GET',
  path: '/api/statuses',
  summary: 'The statuses in the order they are shown, archived ones too; administrators only',
  responses: { 200: z.strictObject({ items: z.array(managedStatus) }) },
});

export const createStatus = defineEndpoint({
  ...common,
  id: 'createStatus',
  method: 'POST',
  path: '/api/statuses',
  summary:
    'Add a status behind all others; its key is made from the label and never changes; administrators only',
  body: z.strictObject({ label, category: statusCategory }),
  responses: { 201: managedStatus },
});

export const updateStatus = defineEndpoint({
  ...common,
  id: 'updateStatus',
  method: 'PATCH',
  path: '/api/statuses/:key',
  summary:
    'Rename, move, archive or bring back a status, or change its category; customers keep the one they have; administrators only; 409 `outdated` when it changed since `updatedAt`',
  params: z.strictObject({ key: statusKey }),
  body: z
    .strictObject({
      updatedAt,
      label: label.exactOptional(),
      category: statusCategory.exactOptional(),
      /** The place it moves to; the others make room. */
      position: z.int().min(0).max(1_000).exactOptional(),
      archived: z.boolean().exactOptional(),
    })
    .refine((patch) => Object.keys(patch).length > 1, 'must change at least one part'),
  responses: { 200: managedStatus },
});
