import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { ATTACHMENTS_PER_COMMENT } from '../attachments/attachment.ts';
import { longText, shortText } from '../contracts/text.ts';
import { commaList, cursor, id, pageLimit } from '../contracts/values.ts';
import { actionType, customerAction } from './action.ts';

export const COMMENT_MAXIMUM = 10_000;

export const listCustomerActions = defineEndpoint({
  id: 'listCustomerActions',
  method: 'GET',
  path: '/api/customers/:id/actions',
  feature: 'customerActions',
  summary: 'Read the audit trail of a customer, newest first',
  access: 'session',
  params: z.strictObject({ id }),
  query: z.strictObject({
    limit: pageLimit,
    cursor: cursor.optional(),
    type: commaList(actionType).optional(),
    /** Only what changed this field: its history. Custom ones as `fields.<name>`. */
    field: shortText(100).optional(),
  }),
  responses: { 200: z.strictObject({ items: z.array(customerAction), nextCursor: z.string().nullable() }) },
});

export const postComment = defineEndpoint({
  id: 'postComment',
  method: 'POST',
  path: '/api/customers/:id/comments',
  feature: 'customerActions',
  summary: 'Comment on a customer; the same `Idempotency-Key` again answers with the same action',
  access: 'session',
  idempotencyKey: true,
  params: z.strictObject({ id }),
  body: z
    .strictObject({
      /** Markdown; people are named as `@[Name](user:<id>)`. */
      body: longText(COMMENT_MAXIMUM),
      /** Uploads of the same person for this customer. */
      attachmentIds: z.array(id).max(ATTACHMENTS_PER_COMMENT).default([]),
    })
    .refine(({ body, attachmentIds }) => body.trim() !== '' || attachmentIds.length > 0, {
      error: 'must not be blank',
      path: ['body'],
    })
    .refine(({ attachmentIds }) => new Set(attachmentIds).size === attachmentIds.length, {
      error: 'must not name a file twice',
      path: ['attachmentIds'],
    }),
  responses: { 201: customerAction },
});

export const skipCustomer = defineEndpoint({
  id: 'skipCustomer',
  method: 'POST',
  path: '/api/customers/:id/skips',
  feature: 'customerActions',
  summary: 'Record that the person passed this customer over in their queue, and why',
  access: 'session',
  idempotencyKey: true,
  params: z.strictObject({ id }),
  body: z.strictObject({ reason: shortText(500) }),
  responses: { 201: customerAction },
});
