import type { Action } from '../evidence/evidence.ts';
import type { Call } from '../history/call.ts';
import { causesIn } from './causes.ts';
import type { Check, Violation } from './check.ts';

/** Rows of a page; a shorter one goes back to the beginning. */
const PAGE = 200;

type Entry = { readonly action: Action; readonly sentAt: number; visibleFrom: number };

/**
 * Every read of a trail is a prefix of the final one, save for what was still under way: comments do not wait for
 * each other, so one may be there while another with an earlier place is not committed yet. Whatever was
 * acknowledged, or shown to anybody, before a read was sent is in it; versions have no hole at all.
 */
export const trailReads: Check = {
  name: 'trail reads',
  promise:
    'list-append reads are prefixes: nothing acknowledged or seen before is missing, nothing vanishes or moves',
  run: (evidence) => {
    const causeOf = causesIn(evidence);
    const entries = new Map<string, Map<string, Entry>>();
    for (const action of evidence.actions) {
      const cause = causeOf(action);
      const entry = {
        action,
        sentAt: cause?.sentAt ?? Number.NEGATIVE_INFINITY,
        visibleFrom: cause?.knownAt ?? Number.NEGATIVE_INFINITY,
      };
      const list = entries.get(action.customer);
      if (list) list.set(action.id, entry);
      else entries.set(action.customer, new Map([[action.id, entry]]));
    }
    const reads = evidence.history.calls
      .filter(({ meaning, seen }) => meaning.kind === 'readTrail' && seen.actions !== undefined)
      .toSorted((a, b) => a.answeredAt - b.answeredAt);
    for (const call of reads) noteSeen(call, entries);
    const violations: Violation[] = [];
    for (const call of reads) {
      const { meaning } = call;
      if (meaning.kind !== 'readTrail') continue;
      const what = faultOf(call, entries.get(meaning.customer) ?? new Map());
      if (what !== undefined)
        violations.push({ what: `trail of customer ${meaning.customer}: ${what}`, lines: [call.line] });
    }
    return { checked: reads.length, violations };
  },
};

function noteSeen(
  { meaning, seen, answeredAt }: Call,
  entries: ReadonlyMap<string, Map<string, Entry>>,
): void {
  if (meaning.kind !== 'readTrail') return;
  for (const { id } of seen.actions ?? []) {
    const entry = entries.get(meaning.customer)?.get(id);
    if (entry) entry.visibleFrom = Math.min(entry.visibleFrom, answeredAt);
  }
}

function faultOf({ seen, sentAt, answeredAt }: Call, all: ReadonlyMap<string, Entry>): string | undefined {
  const shown = seen.actions ?? [];
  const ids = new Set(shown.map(({ id }) => id));
  let above = Number.POSITIVE_INFINITY;
  let versionAbove: number | undefined;
  for (const { id, version } of shown) {
    const entry = all.get(id);
    if (!entry) return `action ${id} was shown and is not there`;
    if (entry.action.position >= above) return `action ${id} was shown in another place`;
    above = entry.action.position;
    if (entry.sentAt > answeredAt) return `action ${id} was shown before it was asked for`;
    if (version === null) continue;
    if (versionAbove !== undefined && version !== versionAbove - 1)
      return `version ${versionAbove} follows ${version}`;
    versionAbove = version;
  }
  const oldest = shown.length < PAGE ? Number.NEGATIVE_INFINITY : above;
  for (const [id, { action, visibleFrom }] of all) {
    if (visibleFrom < sentAt && action.position > oldest && !ids.has(id)) {
      return `${action.type} ${id} was known before and is not shown`;
    }
  }
  return undefined;
}
