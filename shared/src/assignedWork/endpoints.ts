import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { longText, shortText } from '../contracts/text.ts';
import { timeZone } from '../contracts/timeZone.ts';
import { commaList, cursor, pageLimit } from '../contracts/values.ts';
import { customerSummary, priority, statusKey } from '../customers/customer.ts';
import { statusCategory } from '../organisations/organisation.ts';
import { customerFilter } from './customerFilter.ts';

export const SORTS = [
  'dueAt',
  '-dueAt',
  'name',
  '-name',
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
  'priority',
  '-priority',
  'followUpAt',
  '-followUpAt',
] as const;
export const sort = z.enum(SORTS);
export type Sort = z.output<typeof sort>;

const include = z.enum(['total', 'notes']);
const { assignedTo, team, archived, due, followUp, dueFrom, dueBefore, createdFrom, createdBefore } =
  customerFilter.shape;

/** Which customers a list holds, a filter document as an address says it, and in which order. Ties are broken by `id`. */
export const customerListQuery = z.strictObject({
  assignedTo: assignedTo.unwrap().default('any'),
  team,
  status: commaList(statusKey).optional(),
  category: commaList(statusCategory).optional(),
  priority: commaList(priority).optional(),
  tag: commaList(shortText(50)).optional(),
  archived: archived.unwrap().default('false'),
  due,
  followUp,
  dueFrom,
  dueBefore,
  createdFrom,
  createdBefore,
  import: customerFilter.shape.import,
  q: longText(200).optional(),
  /** Whose days `due` speaks of; the zone of the person's settings unless given, else UTC. */
  timeZone: timeZone.optional(),
  /** No due date counts as never: last by `dueAt`, first by `-dueAt`. The same holds for `followUpAt`. */
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
  tagged: true,
  query: customerListQuery,
  responses: {
    200: z.strictObject({
      items: z.array(customerSummary),
      nextCursor: z.string().nullable(),
      total: z.int().optional().meta({ description: 'Only with `include=total`' }),
    }),
  },
});
