import { violatedConstraint } from '@caseload/db/kernel/errors.ts';
import { invalid } from '../http/problemError.ts';

const UNKNOWN_STATUS = {
  in: 'body',
  pointer: '/status',
  message: 'is not a status of this organisation',
} as const;
export const ARCHIVED_STATUS = 'is archived: no customer is given it any more';
export const UNKNOWN_ASSIGNEE = {
  in: 'body',
  pointer: '/assignedTo',
  message: 'is nobody of this organisation',
} as const;
export const INACTIVE_ASSIGNEE = {
  in: 'body',
  pointer: '/assignedTo',
  message: 'is not active any more',
} as const;

/** References that only the database can judge, as the faults of the input that they are. */
export function asRefusedInput(error: unknown): unknown {
  switch (violatedConstraint(error)) {
    case 'customers_status_fkey':
      return invalid([UNKNOWN_STATUS]);
    case 'customers_assigned_to_fkey':
      return invalid([UNKNOWN_ASSIGNEE]);
    default:
      return error;
  }
}
