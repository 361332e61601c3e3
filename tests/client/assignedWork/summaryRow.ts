import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';

/** A row of a list, version 1 unless told otherwise. */
export function summaryRow(id: string, values: Partial<CustomerSummary> = {}): CustomerSummary {
  return {
    id,
    version: 1,
    name: `Customer ${id}`,
    email: null,
    phone: null,
    status: 'new',
    priority: 'normal',
    assignedTo: null,
    archived: false,
    dueAt: null,
    followUpAt: null,
    tags: [],
    createdAt: '2026-11-21T09:30:00.000001Z',
    updatedAt: '2026-11-21T09:30:00.000001Z',
    ...values,
  };
}
