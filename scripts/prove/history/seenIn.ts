import { z } from 'zod';
import type { Action } from '../evidence/evidence.ts';
import type { Seen, SeenAction, SeenEvent, Token } from './call.ts';
import { contentOf } from './contentOf.ts';
import { flatFields } from './flatFields.ts';

// Only what the checks look at: the contract has tests of its own.
const customer = z.looseObject({ id: z.string(), version: z.number(), updatedAt: z.string() });
const conflict = z.object({ field: z.string(), base: z.unknown(), theirs: z.unknown() });
const action = z.object({
  id: z.string(),
  type: z.string(),
  customerVersion: z.number().nullable(),
  comment: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
});
const answers = {
  customer,
  conflict: z.object({
    type: z.literal('conflict'),
    current: customer,
    conflicts: z.array(conflict),
    alsoChanged: z.array(conflict),
  }),
  action,
  trail: z.object({ items: z.array(action) }),
  batch: z.object({
    id: z.string(),
    state: z.enum(['preview', 'applied', 'undone']),
    changed: z.number(),
    skipped: z.array(z.object({ id: z.string(), reason: z.string() })),
  }),
  batchRefused: z.object({
    type: z.literal('batch-refused'),
    skipped: z.array(z.object({ id: z.string(), reason: z.string() })),
  }),
};

/** Takes out of a parsed body what the checks need, whatever kind of answer it is. */
export function seenIn(body: unknown): Seen {
  const conflictFound = answers.conflict.safeParse(body);
  if (conflictFound.success) {
    const { current, conflicts, alsoChanged } = conflictFound.data;
    return { ...customerIn(current), conflicts, alsoChanged };
  }
  const customerFound = answers.customer.safeParse(body);
  if (customerFound.success) return customerIn(customerFound.data);
  const batchFound = answers.batch.safeParse(body);
  if (batchFound.success) {
    const { id, changed, skipped } = batchFound.data;
    return { batch: { id, changed, skipped } };
  }
  const refusedFound = answers.batchRefused.safeParse(body);
  if (refusedFound.success) return { refusedFor: refusedFound.data.skipped };
  const trailFound = answers.trail.safeParse(body);
  if (trailFound.success) return { actions: trailFound.data.items.map(actionOf) };
  const actionFound = answers.action.safeParse(body);
  return actionFound.success ? { action: actionOf(actionFound.data) } : {};
}

const EVENT = /^id: (?<position>\d+)\ndata: (?<data>.*)$/u;

/** The events of a stream. What stands before the first of them says where to go on, and nothing else. */
export function eventsIn(body: string): SeenEvent[] {
  return body.split('\n\n').flatMap((block) => {
    const { position, data } = EVENT.exec(block)?.groups ?? {};
    if (position === undefined || data === undefined) return [];
    return [{ position: Number(position), action: actionOf(action.parse(JSON.parse(data))) }];
  });
}

const customerIn = ({ id, version, updatedAt, ...state }: Token): Seen => ({
  customer: { id, version, updatedAt },
  content: contentOf(flatFields(state)),
});

const actionOf = ({ id, customerVersion: version, ...said }: z.output<typeof action>): SeenAction => ({
  id,
  version,
  content: contentOfAction({ version, ...said }),
});

/** What an action says, as the API and as the database have it. */
export const contentOfAction = ({
  type,
  version,
  comment,
  changes,
}: Pick<Action, 'type' | 'version' | 'comment' | 'changes'>): string =>
  contentOf({ type, version, comment, changes: changes.map(({ field, from, to }) => [field, from, to]) });
