import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { id } from '../contracts/values.ts';
import { customerFields } from '../customers/customer.ts';
import { batch, batchOptions, batchSelection, hasOneSelection, ONE_SELECTION } from './batch.ts';

const common = { feature: 'batches', access: 'session' } as const;
const params = z.strictObject({ id });
/** 50,000 customers with their `updatedAt`. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

const assignees = z
  .array(id)
  .min(2)
  .max(500)
  .refine((list) => new Set(list).size === list.length, 'must not name a person twice');

export const reassignCustomers = defineEndpoint({
  ...common,
  id: 'reassignCustomers',
  method: 'POST',
  path: '/api/reassignments',
  summary:
    'Move many customers in one transaction, to one person or split over several; supervisors and administrators',
  idempotencyKey: true,
  bodyLimitBytes: BODY_LIMIT_BYTES,
  body: z
    .strictObject({
      ...batchSelection,
      /** One person, or nobody. */
      assignedTo: id.nullable().exactOptional(),
      /** Several people instead. */
      assignees: assignees.exactOptional(),
      /** `even` gives everybody the same number; `load` evens out what they hold afterwards. */
      split: z.enum(['even', 'load']).default('even'),
      ...batchOptions,
    })
    .refine(hasOneSelection, ONE_SELECTION)
    .refine(
      ({ assignedTo, assignees: several }) => (assignedTo === undefined) !== (several === undefined),
      'must have either assignedTo or assignees',
    ),
  responses: { 200: batch },
});
export type ReassignmentRequest = z.output<typeof reassignCustomers.body>;

const { status, priority, dueAt, followUpAt, archived } = customerFields;
const tagList = z.array(shortText(50)).min(1).max(50);

export const changeCustomers = defineEndpoint({
  ...common,
  id: 'changeCustomers',
  method: 'POST',
  path: '/api/bulk-changes',
  summary: 'Change many customers alike in one transaction; supervisors and administrators',
  idempotencyKey: true,
  bodyLimitBytes: BODY_LIMIT_BYTES,
  body: z
    .strictObject({
      ...batchSelection,
      changes: z
        .strictObject({
          status,
          priority,
          dueAt,
          followUpAt,
          archived,
          addTags: tagList,
          removeTags: tagList,
        })
        .exactPartial()
        .refine((changes) => Object.keys(changes).length > 0, 'must change something'),
      ...batchOptions,
    })
    .refine(hasOneSelection, ONE_SELECTION),
  responses: { 200: batch },
});
export type BulkChangeRequest = z.output<typeof changeCustomers.body>;

export const getBatch = defineEndpoint({
  ...common,
  id: 'getBatch',
  method: 'GET',
  path: '/api/batches/:id',
  summary: 'A batch with what it skipped',
  params,
  responses: { 200: batch },
});

export const applyBatch = defineEndpoint({
  ...common,
  id: 'applyBatch',
  method: 'POST',
  path: '/api/batches/:id/apply',
  summary: 'Do what a preview showed, exactly that; done already, it answers the same again',
  params,
  responses: { 200: batch },
});

export const undoBatch = defineEndpoint({
  ...common,
  id: 'undoBatch',
  method: 'POST',
  path: '/api/batches/:id/undo',
  summary:
    'Take a batch back where nobody changed the customer since; undone already, it answers the same again',
  params,
  responses: { 200: batch },
});

export const undoReassignment = defineEndpoint({
  ...undoBatch,
  id: 'undoReassignment',
  path: '/api/reassignments/:id/undo',
  summary: 'The same as /api/batches/:id/undo',
});
