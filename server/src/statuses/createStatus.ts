import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';
import type { Operation } from '../customerActions/operation.ts';
import { changesOfNew, recordOrganisationAction } from '../organisationActions/recordOrganisationAction.ts';
import type { Actor } from '../session/actor.ts';
import {
  refuseLabelInUse,
  refuseOneMore,
  type StatusDependencies,
  withLockedStatuses,
} from './lockedStatuses.ts';
import { insertStatus, saveOrder } from './queries.ts';
import { statusKeyOf } from './statusKeyOf.ts';

/** Adds a status behind all others. */
export function createStatus(
  dependencies: StatusDependencies,
  actor: Actor,
  operation: Operation,
  { label, category }: Pick<ManagedStatus, 'label' | 'category'>,
): Promise<ManagedStatus> {
  const { organisationId } = actor;
  return withLockedStatuses(dependencies, actor, operation, async (tx, statuses) => {
    refuseLabelInUse(statuses, label);
    refuseOneMore(statuses, '');
    const keys = statuses.map((status) => status.key);
    const key = statusKeyOf(label, new Set(keys));
    await tx.together([
      insertStatus(tx, { organisationId, key, label, category, position: keys.length }),
      saveOrder(tx, organisationId, [...keys, key]),
      recordOrganisationAction(tx, actor, operation, {
        type: 'status_create',
        subject: { kind: 'status', id: key, name: label },
        changes: changesOfNew({ label, category }),
      }),
    ]);
    return key;
  });
}
