import type { Action, Evidence } from '../evidence/evidence.ts';
import type { Call, SeenRow } from '../history/call.ts';
import { contentOf } from '../history/contentOf.ts';
import { isAcknowledged } from '../history/operations.ts';
import { contentOfRow } from '../history/pageIn.ts';
import { contentOfAction } from '../history/seenIn.ts';
import { actionsByOperation } from './byCustomer.ts';
import type { Check, Violation } from './check.ts';
import { sameValue } from './sameValue.ts';
import { type StateOf, statesIn } from './states.ts';

type Known = {
  readonly stateOf: StateOf;
  readonly contents: ReadonlyMap<string, string>;
  readonly isTrueRow: (row: SeenRow) => boolean;
  readonly byOperation: ReadonlyMap<string, readonly Action[]>;
};

/** What was done or asked for is in the answer, with every field as the trail has it. */
export const trueAnswers: Check = {
  name: 'true answers',
  promise: 'every answer shows what was asked for, with every field as it was at the version it names',
  run: (evidence: Evidence) => {
    const stateOf = statesIn(evidence);
    const known = {
      stateOf,
      isTrueRow: trueRows(stateOf),
      contents: new Map(evidence.actions.map((action) => [action.id, contentOfAction(action)])),
      byOperation: actionsByOperation(evidence.actions),
    };
    const violations: Violation[] = [];
    let checked = 0;
    for (const call of evidence.history.calls) {
      const isDone = isAcknowledged(call) || call.status === 304;
      if (!isDone && call.seen.customer === undefined) continue;
      checked += 1;
      const what = (isDone ? missingIn(call) : undefined) ?? falseIn(call, known);
      if (what !== undefined)
        violations.push({ what: `${call.meaning.kind} of ${call.client} ${what}`, lines: [call.line] });
    }
    return { checked, violations };
  },
};

/** What an answer of 2xx must show, by what was asked. */
function missingIn({ meaning, seen, status }: Call): string | undefined {
  const asked = (what: string, isThere: boolean) =>
    isThere ? undefined : `was answered ${status} without ${what}`;
  switch (meaning.kind) {
    case 'update':
      return asked('the customer', seen.customer?.id === meaning.base.id);
    case 'readCustomer':
      return asked('the customer', seen.customer?.id === meaning.customer);
    case 'comment':
      return asked('the comment', seen.action !== undefined);
    case 'readTrail':
      return asked('the trail', seen.actions !== undefined);
    case 'readPage':
      return asked('the page', seen.page !== undefined);
    case 'batch':
      return asked('the batch', seen.batch !== undefined);
    default:
      return undefined;
  }
}

function falseIn(
  { meaning, seen, operation }: Call,
  { stateOf, contents, isTrueRow, byOperation }: Known,
): string | undefined {
  const { customer } = seen;
  if (customer && meaning.kind !== 'other' && meaning.kind !== 'trespass') {
    const state = stateOf(customer.id, customer.version);
    if (state === undefined) return `was shown version ${customer.version}, which is not in the trail`;
    if (!sameValue(state.updatedAt, customer.updatedAt) || seen.content !== contentOf(state.fields))
      return `was shown version ${customer.version} of customer ${customer.id} as it never was`;
  }
  const [made] = meaning.kind === 'comment' ? (byOperation.get(operation) ?? []) : [];
  if (made && seen.action && (seen.action.id !== made.id || seen.action.content !== contents.get(made.id)))
    return `was told of another comment than ${made.id}`;
  const row = seen.page?.rows.find((one) => !isTrueRow(one));
  if (row) return `was shown version ${row.version} of customer ${row.id} on a page as it never was`;
  // One that is not there at all is for the reads of trails to judge.
  const other = seen.actions?.find(({ id, content }) => contents.has(id) && contents.get(id) !== content);
  return other && `was shown action ${other.id} as it never was`;
}

/** The same rows are on many pages, and are looked at once. */
function trueRows(stateOf: StateOf): Known['isTrueRow'] {
  const contents = new Map<string, string | undefined>();
  return ({ id, version, content }) => {
    const key = `${id} ${version}`;
    if (!contents.has(key)) {
      const state = stateOf(id, version);
      contents.set(key, state && contentOfRow(state));
    }
    return contents.get(key) === content;
  };
}
