import type { Action } from '../evidence/evidence.ts';
import type { Meaning } from '../history/call.ts';
import { type Operation, operationsOf } from '../history/operations.ts';
import { changesByCustomer } from './byCustomer.ts';
import { causesIn, type CauseOf } from './causes.ts';
import type { Check, Violation } from './check.ts';
import { type StateOf, statesIn } from './states.ts';

type BatchMeaning = Extract<Meaning, { kind: 'batch' }>;

/** A batch is done whole or not at all, and its answer says exactly what it did. */
export const wholeBatches: Check = {
  name: 'batches',
  promise: 'bulk batches are whole or absent, and what they left out was changed by somebody before',
  run: (evidence) => {
    const idsOf = Map.groupBy(evidence.batches.keys(), (batch) => evidence.batches.get(batch));
    const stateOf = statesIn(evidence);
    const byBatch = Map.groupBy(evidence.actions, ({ batch }) => batch);
    const causeOf = causesIn(evidence);
    const trails = changesByCustomer(evidence.actions);
    const violations: Violation[] = [];
    let checked = 0;
    for (const operation of operationsOf(evidence.history.calls).values()) {
      const { meaning, calls } = operation;
      if (meaning.kind !== 'batch') continue;
      checked += 1;
      const [id, ...twins] = idsOf.get(operation.id) ?? [];
      const done = id === undefined ? [] : (byBatch.get(id) ?? []);
      const what =
        (twins.length > 0 ? `it is there ${twins.length + 1} times` : undefined) ??
        faultOf(operation, meaning, id, done) ??
        unjustified(operation, meaning, { trails, causeOf, stateOf });
      if (what !== undefined)
        violations.push({ what: `batch ${operation.id}: ${what}`, lines: calls.map(({ line }) => line) });
    }
    return { checked, violations };
  },
};

function faultOf(
  { verdict, decision }: Operation,
  meaning: BatchMeaning,
  id: string | undefined,
  done: readonly Action[],
): string | undefined {
  const { customers, assignedTo, mode } = meaning;
  if (verdict === 'refused')
    return done.length > 0 || id !== undefined
      ? `it was refused and changed ${done.length} customers`
      : undefined;
  const skipped = decision?.seen.batch?.skipped ?? [];
  if (verdict === 'acknowledged') {
    if (id === undefined) return 'it was acknowledged and is not there';
    if (decision?.seen.batch?.id !== id) return 'it was acknowledged as another batch';
    if (decision.seen.batch.changed !== done.length)
      return `it said ${decision.seen.batch.changed} changed, ${done.length} did`;
    const told = new Set([...done.map(({ customer }) => customer), ...skipped.map((left) => left.id)]);
    if (done.length + skipped.length !== customers.length || customers.some((token) => !told.has(token.id)))
      return `${done.length} changed and ${skipped.length} left of ${customers.length}`;
  }
  const stopped = skipped.filter(({ reason }) => reason !== 'unchanged');
  if (mode === 'all-or-nothing' && stopped.length > 0)
    return `all or nothing, and ${stopped.length} were left out`;
  if (mode === 'all-or-nothing' && verdict === 'unknown' && id !== undefined && done.length === 0)
    return 'it is there and changed nothing';
  const versions = new Map(customers.map((token) => [token.id, token.version]));
  for (const { customer, version, changes } of done) {
    if (version !== (versions.get(customer) ?? 0) + 1)
      return `customer ${customer} became version ${version} from ${versions.get(customer)}`;
    const [change, ...more] = changes;
    if (change?.field !== 'assignedTo' || change.to !== assignedTo || more.length > 0)
      return `customer ${customer} was changed otherwise`;
  }
  return undefined;
}

/**
 * A customer may be left out as changed only when somebody had asked for a change of the state that was sent, and as
 * unchanged only when it was as wished. The workloads give no other reason, and nobody refuses a batch without one.
 */
function unjustified(
  { decision, verdict }: Operation,
  { customers, assignedTo }: BatchMeaning,
  {
    trails,
    causeOf,
    stateOf,
  }: { trails: ReadonlyMap<string, readonly Action[]>; causeOf: CauseOf; stateOf: StateOf },
): string | undefined {
  const left = decision?.seen.batch?.skipped ?? decision?.seen.refusedFor ?? [];
  if (verdict === 'refused' && decision?.status === 409 && left.length === 0)
    return 'it was refused for no reason';
  for (const { id, reason } of left) {
    const token = customers.find((one) => one.id === id);
    if (reason === 'unchanged') {
      const had = stateOf(id, token?.version ?? 0)?.fields['assignedTo'] ?? null;
      if (had !== assignedTo) return `customer ${id} was left out as unchanged and was another's`;
      continue;
    }
    if (reason !== 'changed') return `customer ${id} was left out as ${reason}`;
    const change = trails.get(id)?.find(({ version }) => version === (token?.version ?? 0) + 1);
    if (change === undefined) return `customer ${id} was left out as changed and nobody changed it`;
    if ((causeOf(change)?.sentAt ?? 0) > (decision?.answeredAt ?? 0))
      return `customer ${id} was left out as changed before anybody did`;
  }
  return undefined;
}
