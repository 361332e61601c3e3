import { z } from 'zod';
import { customerFilter } from '../assignedWork/customerFilter.ts';
import { sort } from '../assignedWork/endpoints.ts';
import { recordedAt } from '../contracts/values.ts';

/** The views everybody has, in their order; the client names them in the person's language. */
export const BUILT_IN_VIEWS = ['due-today', 'overdue', 'waiting', 'follow-up', 'all'] as const;
export type BuiltInView = (typeof BUILT_IN_VIEWS)[number];

/** Counting stops here: beyond it a number tells a person nothing more. */
export const VIEW_COUNT_MAXIMUM = 1_000;

export const VIEWS_MAXIMUM = 50;

/** As it was saved: texts are judged when they come in and not again when they are read. */
const savedFilter = customerFilter.extend({ tag: z.array(z.string()).exactOptional() });

/** A saved filter with an order, shown as a tab. `owner` is null for the built-in ones. */
export const view = z
  .strictObject({
    id: z.string().meta({ description: 'UUID, or the key of a built-in view' }),
    kind: z.enum(['built-in', 'personal', 'shared']),
    name: z.string(),
    filter: savedFilter,
    sort,
    owner: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    canChange: z.boolean(),
    count: z
      .int()
      .nullable()
      .meta({ description: `With \`include=counts\`; counting stops at ${VIEW_COUNT_MAXIMUM}` }),
    updatedAt: recordedAt.nullable(),
  })
  .meta({ id: 'View' });
export type View = z.output<typeof view>;
