import { keepsOpenStatus } from '@caseload/shared/rules/keepsOpenStatus.ts';
import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';
import type { Operation } from '../customerActions/operation.ts';
import { invalid, ProblemError } from '../http/problemError.ts';
import { changesBetween, recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import {
  refuseLabelInUse,
  refuseOneMore,
  statusAt,
  type StatusDependencies,
  withLockedStatuses,
} from './lockedStatuses.ts';
import { saveOrder, saveStatus } from './queries.ts';

export type StatusChanges = Partial<Pick<ManagedStatus, 'label' | 'category' | 'position' | 'archived'>>;

/**
 * Changes a status under the lock of all; `outdated` when it is no longer as it was at `updatedAt`. Customers keep
 * the status they have, also an archived one.
 */
export function updateStatus(
  dependencies: StatusDependencies,
  actor: Actor,
  operation: Operation,
  key: string,
  updatedAt: string,
  { position, ...set }: StatusChanges,
): Promise<ManagedStatus> {
  const { organisationId } = actor;
  return withLockedStatuses(dependencies, actor, operation, async (tx, statuses) => {
    const status = statusAt(statuses, key);
    if (status.updatedAt !== updatedAt) throw new ProblemError('outdated', {});
    if (set.label !== undefined) refuseLabelInUse(statuses, set.label, key);
    if (status.archived && set.archived === false) refuseOneMore(statuses, '/archived');
    refuseWithoutOpen(statuses, status, set);
    const place = position === undefined ? undefined : Math.min(position, statuses.length - 1);
    const own = changesBetween<StatusChanges>(status, set);
    const moved = place === undefined ? [] : changesBetween<StatusChanges>(status, { position: place });
    if (own.length > 0) await saveStatus(tx, organisationId, key, set);
    if (place !== undefined && moved.length > 0)
      await saveOrder(tx, organisationId, ordered(statuses, key, place));
    if (own.length + moved.length > 0) {
      await recordOrganisationAction(tx, actor, operation, {
        type: 'status_update',
        subject: { kind: 'status', id: key, name: status.label },
        changes: [...own, ...moved],
      });
    }
    return key;
  });
}

function ordered(statuses: readonly ManagedStatus[], moved: string, place: number): string[] {
  const others = statuses.map(({ key }) => key).filter((key) => key !== moved);
  return others.toSpliced(place, 0, moved);
}

function refuseWithoutOpen(
  statuses: readonly ManagedStatus[],
  { key }: ManagedStatus,
  set: Pick<StatusChanges, 'category' | 'archived'>,
): void {
  const after = statuses.map((status) => (status.key === key ? { ...status, ...set } : status));
  if (keepsOpenStatus(after) || !keepsOpenStatus(statuses)) return;
  const pointer = set.archived === true ? '/archived' : '/category';
  const message = 'would leave no open status in use: new customers need one';
  throw invalid([{ in: 'body', pointer, message }]);
}
