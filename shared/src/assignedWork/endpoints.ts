import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { longText } from '../contracts/text.ts';
import { commaList, cursor, id, instant, pageLimit } from '../contracts/values.ts';
import { customerSummary, statusKey } from '../customers/customer.ts';

export const SORTS = ['dueAt', '-dueAt', 'name', 'createdAt', 'updatedAt', 'priority'] as const;
export const sort = z.enum(SORTS);
export type Sort = z.output<typeof sort>;

const include = z.enum(['total', 'notes']);

/** Which customers a list holds, and in which order. Ties are broken by `id`. */
export const customerListQuery = z.strictObject({
  assignedTo: z.union([z.enum(['me', 'none', 'any']), id]).default('any'),
  status: commaList(statusKey).optional(),
  archived: z.enum(['false', 'true', 'any']).default('false'),
  /** Part of a name, e-mail address or phone number, any case. */
  q: longText(200).optional(),
  dueFrom: instant.optional(),
  /** Exclusive. */
  dueBefore: instant.optional(),
  /** No due date counts as never: last by `dueAt`, first by `-dueAt`. */
  sort: sort.default('dueAt'),
  limit: pageLimit,
  cursor: cursor.optional(),
  include: commaList(include).optional(),
});
export type CustomerListQuery = z.output<typeof customerListQuery>;

export const listCustomers = defineEndpoint({
  id: 'listCustomers',
  method: 'GET',
  path: '/api/customers',
  feature: 'assignedWork',
  summary: 'List customers: assigned work and every other list, by pages',
  access: 'session',
  query: customerListQuery,
  responses: {
    200: z.strictObject({
      items: z.array(customerSummary),
      nextCursor: z.string().nullable(),
      total: z.int().optional().meta({ description: 'Only with `include=total`' }),
    }),
  },
});
