import { id, splitList } from '@caseload/shared/contracts/values.ts';
import { actionType, door } from '@caseload/shared/customerActions/action.ts';
import { statusKey } from '@caseload/shared/customers/customer.ts';
import { z } from 'zod';

export const PERIODS = ['today', 'yesterday', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

const day = z.iso.date();
const assignee = z
  .union([id, z.literal('none')])
  .optional()
  .catch(undefined);
const statuses = z.array(statusKey).min(1).max(50).optional().catch(undefined);

/**
 * What the address of Activity can say. Absent narrows nothing, and what cannot be understood counts as absent,
 * so that old links still open.
 */
const activitySearch = z.object({
  actor: id.optional().catch(undefined),
  customer: id.optional().catch(undefined),
  type: z.array(actionType).min(1).max(50).optional().catch(undefined),
  via: z.array(door).min(1).max(50).optional().catch(undefined),
  field: z.string().min(1).max(100).optional().catch(undefined),
  /** Moves away from one of these statuses, and to one of these. */
  fromStatus: statuses,
  toStatus: statuses,
  /** Customers that went from, and came to, a person or nobody. */
  fromAssignee: assignee,
  toAssignee: assignee,
  /** Of the people of a team. */
  team: id.optional().catch(undefined),
  period: z.enum(PERIODS).optional().catch(undefined),
  /** The first day, in the person's time zone. Only where `period` is absent. */
  from: day.optional().catch(undefined),
  /** The last day, itself included. */
  to: day.optional().catch(undefined),
});
export type ActivitySearch = z.output<typeof activitySearch>;

const LISTS = ['type', 'via', 'fromStatus', 'toStatus'] as const;

/** Reads both the address, where lists are `a,b`, and what links pass. */
export function readActivitySearch(raw: Record<string, unknown>): ActivitySearch {
  const split = { ...raw };
  for (const name of LISTS) split[name] = asList(raw[name]);
  return activitySearch.parse(split);
}

export const NO_FILTERS = {
  actor: undefined,
  customer: undefined,
  type: undefined,
  via: undefined,
  field: undefined,
  fromStatus: undefined,
  toStatus: undefined,
  fromAssignee: undefined,
  toAssignee: undefined,
  team: undefined,
  period: undefined,
  from: undefined,
  to: undefined,
} as const satisfies { [K in keyof ActivitySearch]-?: undefined };

/** Whether anything narrows the list. */
export function isFiltered(search: ActivitySearch): boolean {
  return Object.values(search).some((part) => part !== undefined);
}

function asList(value: unknown): unknown {
  return typeof value === 'string' ? splitList(value) : value;
}
