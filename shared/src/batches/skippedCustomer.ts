import { z } from 'zod';
import { recordedAt } from '../contracts/values.ts';

export const SKIP_REASONS = [
  'changed',
  'archived',
  'unchanged',
  'inactive-target',
  'archived-status',
  'too-many-tags',
  'not-found',
] as const;
export const skipReason = z.enum(SKIP_REASONS);
export type SkipReason = z.output<typeof skipReason>;

/** A customer that is left as it is, and why. Who changed it last and when, where that is the reason. */
export const skippedCustomer = z
  .strictObject({
    id: z.string(),
    name: z.string().nullable(),
    reason: skipReason,
    changedBy: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    changedAt: recordedAt.nullable(),
  })
  .meta({ id: 'SkippedCustomer' });
export type SkippedCustomer = z.output<typeof skippedCustomer>;
