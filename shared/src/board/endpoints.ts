import { z } from 'zod';
import { BATCH_MAXIMUM, batch, batchOptions } from '../batches/batch.ts';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { timeZone } from '../contracts/timeZone.ts';
import { id } from '../contracts/values.ts';
import { customer } from '../customers/customer.ts';
import { board } from './board.ts';

const common = { feature: 'board', access: 'session' } as const;

export const getBoard = defineEndpoint({
  ...common,
  id: 'getBoard',
  method: 'GET',
  path: '/api/board',
  summary: 'Who has how much work, of everybody or of one team; supervisors and administrators',
  query: z.strictObject({
    team: id.optional(),
    /** Whose days `today` and `week` speak of; the zone of the person's settings unless given, else UTC. */
    timeZone: timeZone.optional(),
  }),
  responses: { 200: board },
});

const move = z
  .strictObject({ from: id, to: id, count: z.int().min(1).max(BATCH_MAXIMUM) })
  .refine(({ from, to }) => from !== to, { error: 'must be somebody else', path: ['to'] });

export const balanceWork = defineEndpoint({
  ...common,
  id: 'balanceWork',
  method: 'POST',
  path: '/api/balances',
  summary:
    'Move so many open customers from one person to another, those due last first, as one batch; supervisors and administrators',
  idempotencyKey: true,
  body: z.strictObject({
    moves: z
      .array(move)
      .min(1)
      .max(500)
      .refine(
        (list) => new Set(list.map(({ from, to }) => `${from} ${to}`)).size === list.length,
        'must not name a pair twice',
      )
      .refine(
        (list) => list.reduce((sum, { count }) => sum + count, 0) <= BATCH_MAXIMUM,
        `must not move more than ${BATCH_MAXIMUM} customers`,
      ),
    ...batchOptions,
  }),
  responses: { 200: batch },
});
export type BalanceRequest = z.output<typeof balanceWork.body>;

export const claimCustomer = defineEndpoint({
  ...common,
  id: 'claimCustomer',
  method: 'POST',
  path: '/api/claims',
  summary:
    'Take the next open customer that is nobody’s, oldest due date first; `customer` is null when there is none. Those that sleep until a follow-up wait',
  idempotencyKey: true,
  responses: { 200: z.strictObject({ customer: customer.nullable() }) },
});
