import type { Action, Evidence, FieldImage, Row } from '@caseload/scripts/prove/evidence/evidence.ts';
import type { Call, Meaning, SeenAction, Token } from '@caseload/scripts/prove/history/call.ts';
import { contentOfAction } from '@caseload/scripts/prove/history/seenIn.ts';

const timeOf = (version: number) => `2026-11-21T10:00:00.${String(version).padStart(6, '0')}Z`;
export const tokenOf = (id: string, version: number): Token => ({ id, version, updatedAt: timeOf(version) });

/** A call with everything that a test does not say left usual: answered 200 a millisecond later. */
export function call(
  line: number,
  meaning: Meaning,
  more: Partial<Call> & { readonly took?: number } = {},
): Call {
  const { took = 1, ...rest } = more;
  const sentAt = more.sentAt ?? line * 10;
  return {
    line,
    client: 'somebody',
    organisation: 'office',
    operation: '',
    meaning,
    sentAt,
    answeredAt: sentAt + took,
    status: 200,
    loss: undefined,
    problem: undefined,
    seen: {},
    canaries: [],
    ...rest,
  };
}

/** An update of version `base` of customer c, acknowledged unless told otherwise. */
export const update = (
  line: number,
  operation: string,
  base: number,
  notes: string,
  more: Partial<Call> = {},
) =>
  call(
    line,
    { kind: 'update', base: tokenOf('c', base), set: { notes } },
    { operation, seen: { customer: tokenOf('c', base + 1) }, ...more },
  );

export const comment = (line: number, operation: string, text: string, more: Partial<Call> = {}) =>
  call(line, { kind: 'comment', customer: 'c', text }, { operation, status: 201, ...more });

let lastPosition = 0;

/** A row of the trail of customer c; positions grow with every call. */
export function action(id: string, operation: string, more: Partial<Action> = {}): Action {
  lastPosition += 1;
  return {
    id,
    position: lastPosition,
    transaction: lastPosition,
    customer: 'c',
    type: typeof more.version === 'number' ? 'update' : 'comment',
    version: null,
    changes: [],
    comment: null,
    operation,
    batch: null,
    createdAt: timeOf(more.version ?? 0),
    ...more,
  };
}

export const change = (id: string, operation: string, version: number, ...changes: FieldImage[]) =>
  action(id, operation, { version, changes });

/** The action as an answer shows it that tells the truth. */
export const shownAs = (one: Action): SeenAction => ({
  id: one.id,
  version: one.version,
  content: contentOfAction(one),
});

export const notes = (from: string, to: string): FieldImage => ({ field: 'notes', from, to });

export const row = (version: number, fields: Row['fields'], id = 'c'): Row => ({
  id,
  version,
  updatedAt: timeOf(version),
  fields,
});

const byId = (rows: readonly Row[]) => new Map(rows.map((one) => [one.id, one]));

/** Evidence in which nothing happened but what is said. */
export function evidence(
  told: Partial<Omit<Evidence, 'before' | 'rows' | 'history'>> & {
    readonly calls?: readonly Call[];
    readonly faults?: Evidence['history']['faults'];
    readonly before?: readonly Row[];
    readonly rows?: readonly Row[];
  },
): Evidence {
  const { calls = [], faults = [], before = [row(1, { notes: '' })], rows = before, ...rest } = told;
  return {
    history: { calls, faults },
    actions: [],
    batches: new Map(),
    apiRows: new Map(),
    apiTrails: new Map(),
    unreadable: [],
    sessions: new Set(),
    sessionDigests: new Map(),
    neighbourChanges: [],
    unaskedExits: [],
    aftermath: undefined,
    ...rest,
    before: byId(before),
    rows: byId(rows),
  };
}
