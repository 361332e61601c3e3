import type { Customer, CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { getCustomer } from '@caseload/shared/customers/endpoints.ts';
import type { QueryClient } from '@tanstack/react-query';

/**
 * The newest that is known of every customer any list showed. Lists keep ids, so that a customer changes in
 * every list at once and stays known in a list it has left.
 */
export type CustomerRows = {
  readonly find: (id: string) => CustomerSummary | undefined;
  /** Takes what is newer than what is known, so answers may arrive in any order. */
  readonly learn: (rows: Iterable<CustomerSummary>) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Grows with every change. */
  readonly changes: () => number;
};

export function createCustomerRows(): CustomerRows {
  const known = new Map<string, CustomerSummary>();
  const listeners = new Set<() => void>();
  let changes = 0;
  return {
    find: (id) => known.get(id),
    learn(rows) {
      let isNew = false;
      for (const row of rows) {
        const before = known.get(row.id);
        if (before !== undefined && before.version >= row.version) continue;
        known.set(row.id, row);
        isNew = true;
      }
      if (!isNew) return;
      changes += 1;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changes: () => changes,
  };
}

const stores = new WeakMap<QueryClient, CustomerRows>();

/** The rows of a signed-in page; they also learn from every single customer that is read or saved. */
export function customerRowsOf(queryClient: QueryClient): CustomerRows {
  const known = stores.get(queryClient);
  if (known !== undefined) return known;
  const rows = createCustomerRows();
  stores.set(queryClient, rows);
  const cached = queryClient.getQueriesData<Customer>({ queryKey: [getCustomer.id] });
  rows.learn(cached.flatMap(([, customer]) => (customer === undefined ? [] : [summaryOf(customer)])));
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== getCustomer.id) return;
    const customer = queryClient.getQueryData<Customer>(query.queryKey);
    if (customer !== undefined) rows.learn([summaryOf(customer)]);
  });
  return rows;
}

/** A customer as lists carry it. */
export function summaryOf({ notes: _, fields: __, ...summary }: Customer): CustomerSummary {
  return summary;
}
