import type { Activity } from '@caseload/shared/activity/endpoints.ts';
import { csvHead, csvLines } from '../exports/csv.ts';

const COLUMNS = [
  'time',
  'person',
  'door',
  'action type',
  'customer',
  'customer id',
  'field',
  'from',
  'to',
  'comment',
  'version',
  'request id',
  'action id',
];

export const activityHead = (): string => csvHead(COLUMNS);

/** A row for each changed field; one for an action that changed none. */
export const activityLines = (found: readonly Activity[]): string => csvLines(found.flatMap(rowsOf));

function rowsOf({ action, customer }: Activity): string[][] {
  const changes = action.changes.length > 0 ? action.changes : [undefined];
  return changes.map((change) => [
    action.createdAt,
    action.actor.name,
    action.via,
    action.type,
    customer.name,
    customer.id,
    change?.field ?? '',
    cell(change?.from),
    cell(change?.to),
    action.comment ?? '',
    action.customerVersion === null ? '' : String(action.customerVersion),
    action.requestId ?? '',
    action.id,
  ]);
}

/** Texts as they are, nothing for null, and everything else as JSON. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
