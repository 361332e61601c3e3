import { z } from 'zod';
import { customerFilter } from '../assignedWork/customerFilter.ts';
import { timeZone } from '../contracts/timeZone.ts';
import { id, recordedAt, updatedAt } from '../contracts/values.ts';
import { skippedCustomer } from './skippedCustomer.ts';

/** One transaction holds a whole batch, so it has a bound. */
export const BATCH_MAXIMUM = 50_000;

/** Which customers: each with the state it was seen in, or all that a filter finds. */
export const batchSelection = {
  customers: z
    .array(z.strictObject({ id, updatedAt }))
    .min(1)
    .max(BATCH_MAXIMUM)
    .refine(
      (list) => new Set(list.map((one) => one.id)).size === list.length,
      'must not name a customer twice',
    )
    .exactOptional(),
  filter: customerFilter.exactOptional(),
  /** Whose days `filter.due` speaks of. */
  timeZone: timeZone.exactOptional(),
};

export const batchOptions = {
  /** Whether one customer that cannot be changed stops all others. */
  mode: z.enum(['all-or-nothing', 'best-effort']).default('all-or-nothing'),
  /** Only shows what would be done, and keeps it: `apply` does exactly that. */
  dryRun: z.boolean().default(false),
};
export type BatchMode = z.output<typeof batchOptions.mode>;

export const hasOneSelection = (body: { customers?: unknown; filter?: unknown }) =>
  (body.customers === undefined) !== (body.filter === undefined);
export const ONE_SELECTION = 'must have either customers or filter';

const person = z.strictObject({ id: z.string(), name: z.string() });

/** Open customers of one person without and with the batch. */
export const batchLoad = z
  .strictObject({ employee: person, before: z.int(), after: z.int() })
  .meta({ id: 'BatchLoad' });
export type BatchLoad = z.output<typeof batchLoad>;

/** One thing that a batch sets, and for how many customers: a value of a field, or a tag that is added or removed. */
export const batchSet = z
  .strictObject({
    field: z.string(),
    how: z.enum(['set', 'add', 'remove']),
    value: z.json(),
    customers: z.int(),
  })
  .meta({ id: 'BatchSet' });
export type BatchSet = z.output<typeof batchSet>;

/** Many customers changed in one step. */
export const batch = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['reassignment', 'change']),
    state: z.enum(['preview', 'applied', 'undone']),
    mode: batchOptions.mode.unwrap(),
    createdBy: person,
    createdAt: recordedAt,
    appliedAt: recordedAt.nullable(),
    undoneAt: recordedAt.nullable(),
    /** How many customers it changes, changed, or (undone) changed back. */
    changed: z.int(),
    /** What it sets, set, or (undone) had set; what most customers get first. */
    sets: z.array(batchSet),
    skipped: z.array(skippedCustomer),
    loads: z.array(batchLoad),
  })
  .meta({ id: 'Batch' });
export type Batch = z.output<typeof batch>;
