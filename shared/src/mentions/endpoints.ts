import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { cursor, id, pageLimit, recordedAt } from '../contracts/values.ts';
import { customerAction } from '../customerActions/action.ts';

/** A comment that names the person, with the customer it is about. */
const mention = z
  .strictObject({
    action: customerAction,
    customer: z.strictObject({ id: z.string(), name: z.string() }),
    readAt: recordedAt.nullable(),
  })
  .meta({ id: 'Mention' });
export type Mention = z.output<typeof mention>;

export const listMentions = defineEndpoint({
  id: 'listMentions',
  method: 'GET',
  path: '/api/mentions',
  feature: 'mentions',
  summary: 'Comments that mention the person, newest first, and how many are unread',
  access: 'session',
  query: z.strictObject({
    unread: z.enum(['true', 'false']).default('false'),
    limit: pageLimit,
    cursor: cursor.optional(),
  }),
  responses: {
    200: z.strictObject({
      items: z.array(mention),
      nextCursor: z.string().nullable(),
      unreadCount: z.int().meta({ description: 'Counting stops at 1,000' }),
    }),
  },
});

export const readMentions = defineEndpoint({
  id: 'readMentions',
  method: 'POST',
  path: '/api/mentions/read',
  feature: 'mentions',
  summary: 'Mark mentions as read: those of the given comments, of one customer, or all',
  access: 'session',
  body: z.union([
    z.strictObject({ actionIds: z.array(id).min(1).max(200) }),
    z.strictObject({ customerId: id }),
    z.strictObject({ all: z.literal(true) }),
  ]),
  responses: { 204: null },
});
