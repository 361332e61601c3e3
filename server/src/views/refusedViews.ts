import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import { canShareViews } from '@caseload/shared/rules/canChangeView.ts';
import { refuseUnknownStatuses } from '../assignedWork/customerList.ts';
import { forbidden } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';

export const ONLY_SUPERVISORS_SHARE = 'Only supervisors share a view with everybody, or change a shared one.';

/** Throws when a person may not save these parts of a view, or when the filter names an unknown status. */
export function refuseParts(
  actor: Actor,
  { filter, shared }: { readonly filter?: CustomerFilter; readonly shared?: boolean },
): void {
  if (shared === true && !canShareViews(actor)) throw forbidden(ONLY_SUPERVISORS_SHARE);
  if (filter) refuseUnknownStatuses(filter, { actor }, { in: 'body', pointer: '/filter/status' });
}
