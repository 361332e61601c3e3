import type { SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { listArchivedStatuses, listInactive } from './queries.ts';

type Changes = readonly FieldChange[];
type Fault = Extract<SkipReason, 'inactive-target' | 'archived-status'>;

/**
 * What became impossible since the changes were planned, however long ago that was: a person who is no longer there
 * to take customers, a status that is out of use.
 */
export async function faultsNow(
  tx: Transaction,
  organisationId: string,
  items: ReadonlyArray<{ readonly changes: Changes }>,
): Promise<(changes: Changes) => Fault | undefined> {
  const [people, statuses] = [textsOf(items, 'assignedTo'), textsOf(items, 'status')];
  const [inactive, archived] = await tx.together([
    listInactive(tx, organisationId, people),
    listArchivedStatuses(tx, organisationId, statuses),
  ]);
  const gone = new Set<unknown>(inactive.map(({ id }) => id));
  const outOfUse = new Set<unknown>(archived.map(({ key }) => key));
  return (changes) => {
    if (gone.has(wantedOf(changes, 'assignedTo'))) return 'inactive-target';
    return outOfUse.has(wantedOf(changes, 'status')) ? 'archived-status' : undefined;
  };
}

/** Every value that some of the changes set the field to. */
function textsOf(items: ReadonlyArray<{ readonly changes: Changes }>, field: string): string[] {
  const wanted = new Set(items.map(({ changes }) => wantedOf(changes, field)));
  return [...wanted].filter((value) => typeof value === 'string');
}

const wantedOf = (changes: Changes, field: string): unknown =>
  changes.find((change) => change.field === field)?.to;
