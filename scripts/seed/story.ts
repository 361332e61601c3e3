import type { ActionType, FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Priority } from '@caseload/shared/customers/customer.ts';
import { type CustomerState, diffCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import type { Office } from './office.ts';
import type { Random } from './random.ts';

/** One change in the history of a customer. */
type Step = {
  readonly type: ActionType;
  readonly actorId: string;
  readonly changes: readonly FieldChange[];
  /** The customer afterwards. */
  readonly state: CustomerState;
};

/** The customer as it was made, and how it became what it is now. */
export type Story = {
  readonly beginning: CustomerState;
  readonly createdBy: string;
  readonly steps: readonly Step[];
};

type Change = { readonly type: ActionType; readonly actorId: string; readonly set: Partial<CustomerState> };

const PATHS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  in_progress: [
    ['new', 'in_progress'],
    ['new', 'waiting', 'in_progress'],
  ],
  waiting: [
    ['new', 'waiting'],
    ['new', 'in_progress', 'waiting'],
  ],
  escalated: [
    ['new', 'escalated'],
    ['new', 'in_progress', 'escalated'],
  ],
  resolved: [
    ['new', 'in_progress', 'resolved'],
    ['new', 'in_progress', 'waiting', 'resolved'],
  ],
  closed: [
    ['new', 'in_progress', 'closed'],
    ['new', 'in_progress', 'resolved', 'closed'],
    ['in_progress', 'closed'],
  ],
};

/** Invents how a customer came to be what it is, walking backwards, so that the history ends exactly there. */
export function tellStory(random: Random, office: Office, now: CustomerState): Story {
  const statuses = random.pick(PATHS[now.status] ?? [[now.status]]);
  const changes: Change[] = [];
  let beginning: CustomerState = { ...now, status: statuses[0] ?? now.status };

  const responsible = now.assignedTo ?? random.pick(office.supervisors);
  if (now.assignedTo !== null && random.happens(0.3)) {
    const before = random.happens(0.4) ? null : random.pick(office.employees);
    beginning = { ...beginning, assignedTo: before };
    // Somebody may take what is nobody's; only supervisors move work between people.
    const actorId = before === null ? now.assignedTo : random.pick(office.supervisors);
    if (before !== now.assignedTo)
      changes.push({ type: 'assignment', actorId, set: { assignedTo: now.assignedTo } });
  }
  for (const status of statuses.slice(1))
    changes.push({ type: 'status_change', actorId: responsible, set: { status } });
  if (random.happens(0.4)) {
    const { before, after } = detail(random, now);
    beginning = { ...beginning, ...before };
    const at = random.between(
      changes.length > 0 && changes[0]?.type === 'assignment' ? 1 : 0,
      changes.length,
    );
    changes.splice(at, 0, { type: 'update', actorId: responsible, set: after });
  }
  if (now.archived) {
    beginning = { ...beginning, archived: false };
    changes.push({ type: 'archive', actorId: random.pick(office.supervisors), set: { archived: true } });
  }
  const createdBy = beginning.assignedTo ?? random.pick(office.supervisors);
  return { beginning, createdBy, steps: replay(beginning, changes) };
}

/** Something small that was corrected on the way: what it was, and what it is. */
function detail(
  random: Random,
  now: CustomerState,
): { before: Partial<CustomerState>; after: Partial<CustomerState> } {
  const priorities: readonly Priority[] = ['normal', 'low', 'high'];
  const kind = random.pick(['priority', 'dueAt', 'phone', 'tags'] as const);
  switch (kind) {
    case 'priority': {
      const before = random.pick(priorities.filter((priority) => priority !== now.priority));
      return { before: { priority: before }, after: { priority: now.priority } };
    }
    case 'dueAt': {
      if (now.dueAt === null) return detail(random, now);
      const before = new Date(Date.parse(now.dueAt) - random.between(2, 14) * 86_400_000).toISOString();
      return { before: { dueAt: before }, after: { dueAt: now.dueAt } };
    }
    case 'phone':
      return { before: { phone: null }, after: { phone: now.phone } };
    case 'tags':
      return { before: { tags: [] }, after: { tags: now.tags } };
  }
}

function replay(beginning: CustomerState, changes: readonly Change[]): Step[] {
  let state = beginning;
  return changes.map(({ type, actorId, set }) => {
    const changed = diffCustomer(state, set);
    state = { ...state, ...set };
    return { type, actorId, changes: changed, state };
  });
}
