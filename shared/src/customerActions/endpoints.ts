import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { longText } from '../contracts/text.ts';
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
  body: z.strictObject({
    body: longText(COMMENT_MAXIMUM, 1).refine((text) => text.trim() !== '', 'must not be blank'),
  }),
  responses: { 201: customerAction },
});
