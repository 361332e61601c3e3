import { SORTS, type Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import { cursor } from '@caseload/shared/contracts/values.ts';
import { statusKey } from '@caseload/shared/customers/customer.ts';
import { z } from 'zod';

export const DUE_PRESETS = ['overdue', 'today', 'week'] as const;
export type DuePreset = (typeof DUE_PRESETS)[number];

/**
 * What the address of My work can say. Absent means the usual: work that is not done, not archived, soonest
 * due first, from the start. What cannot be understood counts as absent, so that old links still open.
 */
const myWorkSearch = z.object({
  /** `any`, or the keys of statuses. */
  status: z
    .union([z.literal('any'), z.array(statusKey).min(1).max(50)])
    .optional()
    .catch(undefined),
  archived: z.enum(['true', 'any']).optional().catch(undefined),
  q: z.string().trim().min(1).max(200).optional().catch(undefined),
  due: z.enum(DUE_PRESETS).optional().catch(undefined),
  sort: z.enum(SORTS).exclude(['dueAt']).optional().catch(undefined),
  cursor: cursor.optional().catch(undefined),
  /** The number of the page's first row; only says something together with `cursor`. */
  from: z.coerce.number().int().min(1).max(10_000_000).optional().catch(undefined),
});
export type MyWorkSearch = z.output<typeof myWorkSearch>;
export type MyWorkSort = Sort;

/** Reads both the address, where lists are `a,b`, and what links pass. */
export function readMyWorkSearch(raw: Record<string, unknown>): MyWorkSearch {
  const { status } = raw;
  const isList = typeof status === 'string' && status !== 'any';
  return myWorkSearch.parse({ ...raw, status: isList ? status.split(',') : status });
}
