import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { LockedChange } from './changeLocked.ts';
import type { Left } from './leftAsTheyAre.ts';
import { listArchivedStatuses, listInactive, lockVersions } from './queries.ts';

type Changes = readonly FieldChange[];
export type WantedChange = {
  readonly customerId: string;
  readonly version: number | null;
  readonly changes: Changes;
};

/** What can be done, and what has to be left as it is. */
export type Judgement = {
  readonly due: LockedChange[];
  readonly left: Left[];
};

/**
 * Locks the customers in the order of their ids, then finds out what became impossible since the changes were planned,
 * however long ago that was: somebody else's change came first, a person is no longer there to take customers, a
 * status is out of use. One round trip, in which the locks come first.
 */
export async function lockAndJudge(
  tx: Transaction,
  organisationId: string,
  items: readonly WantedChange[],
): Promise<Judgement> {
  const ids = items.map(({ customerId }) => customerId);
  const [locked, inactive, archived] = await tx.together([
    lockVersions(tx, organisationId, ids),
    listInactive(tx, organisationId, textsOf(items, 'assignedTo')),
    listArchivedStatuses(tx, organisationId, textsOf(items, 'status')),
  ]);
  const versions = new Map(locked.map(({ id, version }) => [id, version]));
  const gone = new Set<unknown>(inactive.map(({ id }) => id));
  const outOfUse = new Set<unknown>(archived.map(({ key }) => key));
  const obstacleTo = (changes: Changes): SkipReason | undefined => {
    if (gone.has(wantedOf(changes, 'assignedTo'))) return 'inactive-target';
    return outOfUse.has(wantedOf(changes, 'status')) ? 'archived-status' : undefined;
  };
  const judgement: Judgement = { due: [], left: [] };
  for (const { customerId, version, changes } of items) {
    const obstacle = obstacleTo(changes);
    if (version === null || versions.get(customerId) !== version)
      judgement.left.push({ customerId, reason: 'changed' });
    else if (obstacle !== undefined) judgement.left.push({ customerId, reason: obstacle });
    else judgement.due.push({ customerId, version, changes });
  }
  return judgement;
}

/** Every value that some of the changes set the field to. */
function textsOf(items: readonly WantedChange[], field: string): string[] {
  const wanted = new Set(items.map(({ changes }) => wantedOf(changes, field)));
  return [...wanted].filter((value) => typeof value === 'string');
}

const wantedOf = (changes: Changes, field: string): unknown =>
  changes.find((change) => change.field === field)?.to;
