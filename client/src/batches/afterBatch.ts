import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { getBoard } from '@caseload/shared/board/endpoints.ts';
import { listCustomerActions } from '@caseload/shared/customerActions/endpoints.ts';
import { getCustomer } from '@caseload/shared/customers/endpoints.ts';
import { listEmployees } from '@caseload/shared/employees/endpoints.ts';
import { listTags } from '@caseload/shared/tags/endpoints.ts';
import { listViews } from '@caseload/shared/views/endpoints.ts';
import type { QueryClient } from '@tanstack/react-query';

const CHANGED = [
  listCustomers.id,
  `${listCustomers.id}.pages`,
  getCustomer.id,
  listCustomerActions.id,
  listEmployees.id,
  listTags.id,
  listViews.id,
  getBoard.id,
];

/** Has everything read again that shows customers or counts them. */
export function readAgainAfterBatch(queryClient: QueryClient): void {
  for (const id of CHANGED) void queryClient.invalidateQueries({ queryKey: [id] });
}
