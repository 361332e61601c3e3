import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { ResponseBody } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { Customer, CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { QueryClient } from '@tanstack/react-query';
import { customerQuery } from './customerQuery.ts';

type CustomerPage = ResponseBody<typeof listCustomers>;

/**
 * Puts what a write (or the live feed) answered into the single customer and into every list that shows
 * it, in place. An older version than the one shown is ignored, so answers may arrive in any order.
 */
export function putCustomer(queryClient: QueryClient, customer: Customer): void {
  const { queryKey } = customerQuery(customer.id);
  queryClient.setQueryData(queryKey, (known) => (isNewer(customer, known) ? customer : known));
  queryClient.setQueriesData<CustomerPage>({ queryKey: [listCustomers.id] }, (page) =>
    page === undefined ? undefined : putInPage(page, customer),
  );
}

function putInPage(page: CustomerPage, customer: Customer): CustomerPage {
  const at = page.items.findIndex((row) => row.id === customer.id);
  const row = page.items[at];
  if (row === undefined || !isNewer(customer, row)) return page;
  return { ...page, items: page.items.with(at, summaryOf(customer, row)) };
}

/** Lists carry no custom values, and notes only where the list asked for them. */
function summaryOf(customer: Customer, row: CustomerSummary): CustomerSummary {
  const { fields: _, notes, ...summary } = customer;
  return row.notes === undefined ? summary : { ...summary, notes };
}

function isNewer(customer: Customer, known: { readonly version: number } | undefined): boolean {
  return known === undefined || customer.version > known.version;
}
