import type { ActionType, CustomerAction } from '@caseload/shared/customerActions/action.ts';

/** What the timeline shows one below the other, newest first. */
export type TimelineEntry =
  | { readonly kind: 'action'; readonly action: CustomerAction; readonly isNew: boolean }
  /** Changes of one person with nothing between them, newest first. */
  | { readonly kind: 'run'; readonly actions: readonly CustomerAction[]; readonly isNew: boolean }
  /** Everything new since the last visit stands above it. */
  | { readonly kind: 'lastVisit' };

export type Reading = {
  /** The signed-in employee. */
  readonly me: string;
  /** When what they had seen at their last visit happened; null at the first. */
  readonly seenAt: string | null;
  /** The newest there was when the page was opened: what comes later is never folded under the reader's eyes. */
  readonly openedAt: string;
  /** Whether there is nothing older. */
  readonly isComplete: boolean;
};

const SHORTEST_RUN = 3;
const FOLDED: ReadonlySet<ActionType> = new Set(['update', 'status_change', 'assignment', 'archive']);

/** Times of the audit trail are written alike, so that their text sorts as they do. */
const isAfter = (action: CustomerAction, time: string | null) => time !== null && action.createdAt > time;

export function groupActions(actions: readonly CustomerAction[], reading: Reading): TimelineEntry[] {
  const { me, seenAt } = reading;
  const isNews = (action: CustomerAction) => isAfter(action, seenAt) && action.actor.id !== me;
  const news = actions.findLastIndex(isNews) + 1;
  const isBoundaryKnown = news < actions.length || reading.isComplete;
  const above = fold(actions.slice(0, news), reading, isNews);
  const below = fold(actions.slice(news), reading, isNews);
  if (news === 0 || !isBoundaryKnown) return [...above, ...below];
  return [...above, { kind: 'lastVisit' }, ...below];
}

function fold(
  actions: readonly CustomerAction[],
  { openedAt }: Reading,
  isNews: (action: CustomerAction) => boolean,
): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const run of runsOf(actions, (action) => isAfter(action, openedAt))) {
    const [first] = run;
    if (first === undefined) continue;
    if (run.length >= SHORTEST_RUN) entries.push({ kind: 'run', actions: run, isNew: isNews(first) });
    else for (const action of run) entries.push({ kind: 'action', action, isNew: isNews(action) });
  }
  return entries;
}

/** Neighbours that may be folded together; everything else for itself. */
function runsOf(
  actions: readonly CustomerAction[],
  isFresh: (action: CustomerAction) => boolean,
): CustomerAction[][] {
  const runs: CustomerAction[][] = [];
  for (const action of actions) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const canFold = (one: CustomerAction) => FOLDED.has(one.type) && !isFresh(one);
    const belongs =
      last !== undefined && last.actor.id === action.actor.id && canFold(last) && canFold(action);
    if (run !== undefined && belongs) run.push(action);
    else runs.push([action]);
  }
  return runs;
}

/** The fields a run of changes touched, each once, the most recent first. */
export function fieldsOf(actions: readonly CustomerAction[]): string[] {
  return [...new Set(actions.flatMap(({ changes }) => changes.map(({ field }) => field)))];
}
