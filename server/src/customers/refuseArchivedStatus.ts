import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { isArchivedStatus } from '@caseload/shared/rules/isArchivedStatus.ts';
import { invalid } from '../http/problemError.ts';
import { ARCHIVED_STATUS } from './refusedInput.ts';

/** Throws a `validation` problem for changes that would give a customer a status which is out of use. */
export function refuseArchivedStatus(statuses: readonly Status[], changes: readonly FieldChange[]): void {
  const change = changes.find(({ field }) => field === 'status');
  if (!change || !isArchivedStatus(statuses, change.to)) return;
  throw invalid([{ in: 'body', pointer: '/status', message: ARCHIVED_STATUS }]);
}
