import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { CUSTOM_FIELD_PREFIX, type CustomerState } from '@caseload/shared/rules/diffCustomer.ts';
import { isArchivedStatus } from '@caseload/shared/rules/isArchivedStatus.ts';
import { actionTypeOf } from '../customerActions/actionTypeOf.ts';
import { newId } from '../newId.ts';
import { withoutNulls } from './incoming.ts';
import { archivedOperation, RESTORED_OPERATION, setBackOperation } from './operationIds.ts';
import type { ChangedRow, ExistingRow, ImportAction } from './queries.ts';
import type { ImportedAction } from './undoQueries.ts';

export type UndoPlan = {
  archived: number;
  setBack: number;
  readonly kept: string[];
  readonly changed: ChangedRow[];
  readonly actions: ImportAction[];
};

/** What the customers and those who may get them back are like now. */
type Present = {
  readonly existing: ReadonlyMap<string, ExistingRow>;
  readonly statuses: readonly Status[];
  /** Who has left. */
  readonly leavers: ReadonlySet<unknown>;
};

/** How actions of an import are taken back, and which of their customers have to stay as they are. */
export function planUndo(
  actions: readonly ImportedAction[],
  { existing, statuses, leavers }: Present,
): UndoPlan {
  // What is out of use is given to nobody, and who has left gets nothing back, as with batches.
  const isImpossible = ({ field, to }: FieldChange) =>
    (field === 'status' && isArchivedStatus(statuses, to)) || (field === 'assignedTo' && leavers.has(to));
  const plan: UndoPlan = { archived: 0, setBack: 0, kept: [], changed: [], actions: [] };
  for (const action of actions) {
    const found = existing.get(action.customerId);
    if (found?.version !== action.version) {
      plan.kept.push(action.customerId);
      continue;
    }
    const isNew = action.version === 1;
    const changes = isNew ? archiving(found) : action.changes.map(reversed);
    if (changes.some(isImpossible)) {
      plan.kept.push(action.customerId);
      continue;
    }
    const goesAway = isNew || action.operationId.startsWith(RESTORED_OPERATION);
    if (goesAway) plan.archived += 1;
    else plan.setBack += 1;
    // It was in the archive from the beginning: there is nothing to change, and nothing to bring back one day.
    if (changes.length === 0) continue;
    const version = found.version + 1;
    plan.changed.push({ id: found.id, ...withChanges(found, changes) });
    plan.actions.push({
      id: newId(),
      customerId: found.id,
      customerVersion: version,
      type: actionTypeOf(changes),
      changes,
      operationId: (goesAway ? archivedOperation : setBackOperation)(found.id, version),
    });
  }
  return plan;
}

/** Whom customers would be given back to. */
export function takersOf(actions: readonly ImportedAction[]): string[] {
  const given = actions.flatMap(({ changes }) => changes.filter(({ field }) => field === 'assignedTo'));
  return [...new Set(given.map(({ from }) => from))].filter((from) => typeof from === 'string');
}

const archiving = ({ archived }: ExistingRow): FieldChange[] =>
  archived ? [] : [{ field: 'archived', from: false, to: true }];

const reversed = ({ field, from, to }: FieldChange): FieldChange => ({ field, from: to, to: from });

function withChanges(existing: ExistingRow, changes: readonly FieldChange[]): CustomerState {
  const { id, version, isTakenBack, ...state } = existing;
  const own = changes.filter(({ field }) => !field.startsWith(CUSTOM_FIELD_PREFIX));
  const custom = changes.filter(({ field }) => field.startsWith(CUSTOM_FIELD_PREFIX));
  const values = custom.map(({ field, to }) => [field.slice(CUSTOM_FIELD_PREFIX.length), to]);
  return {
    ...state,
    ...Object.fromEntries(own.map(({ field, to }) => [field, to])),
    fields: withoutNulls({ ...state.fields, ...Object.fromEntries(values) }),
  };
}
