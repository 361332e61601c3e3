import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { PAGE_LIMIT } from '@caseload/shared/contracts/values.ts';
import { call } from '../api/call.ts';
import { queueOrder } from './queueOrder.ts';

/** Everything the person can work on now, in its order: a request for each 200 customers. */
export async function loadQueue(timeZone: string, signal: AbortSignal): Promise<string[]> {
  const found = new Map<string, CustomerSummary>();
  let cursor: string | null = null;
  do {
    const page = await readPage(cursor, signal);
    // A customer that moves while the pages are read may stand on two of them.
    for (const customer of page.items) found.set(customer.id, customer);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return queueOrder([...found.values()], timeZone).map(({ id }) => id);
}

function readPage(cursor: string | null, signal: AbortSignal) {
  const query = {
    assignedTo: 'me',
    category: 'open',
    followUp: 'awake',
    sort: 'dueAt',
    limit: String(PAGE_LIMIT),
    ...(cursor === null ? {} : { cursor }),
  } as const;
  return call(listCustomers, { query }, { signal });
}
