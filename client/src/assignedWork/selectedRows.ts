import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { PAGE_LIMIT } from '@caseload/shared/contracts/values.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { QueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { listQuery } from './customerPages.ts';
import { customerRowsOf } from './customerRows.ts';
import type { FilteredList } from './filterDocument.ts';
import { isSelected, type Selection } from './selection.ts';

/** So many customers are changed by one press; the rest stays selected for the next. */
export const MOST_AT_ONCE = 200;

export type SelectedParts = {
  readonly queryClient: QueryClient;
  readonly selection: Selection;
  /** The rows on the screen, in their order. */
  readonly order: readonly string[];
  readonly list: FilteredList;
  readonly statuses: readonly Status[];
  readonly timeZone: string;
};

/** The chosen customers, at most `MOST_AT_ONCE`, in the order of the list; those not loaded are read first. */
export async function readSelected(parts: SelectedParts): Promise<CustomerSummary[]> {
  const { queryClient, selection, order, list, statuses, timeZone } = parts;
  const rows = customerRowsOf(queryClient);
  // Those that have left the list since are still counted as chosen.
  const others = selection.kind === 'some' ? [...selection.ids].filter((id) => !order.includes(id)) : [];
  const chosen = [...order.filter((id) => isSelected(selection, id)), ...others].slice(0, MOST_AT_ONCE);
  const found = chosen.flatMap((id) => rows.find(id) ?? []);
  if (selection.kind === 'some' || found.length === MOST_AT_ONCE) return found;
  const query = listQuery({ filter: selection.filter, sort: list.sort }, statuses, timeZone);
  const known = new Set(chosen);
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(query, cursor);
    rows.learn(page.items);
    for (const row of page.items)
      if (!known.has(row.id) && isSelected(selection, row.id)) found.push(rows.find(row.id) ?? row);
    cursor = page.nextCursor;
  } while (cursor !== null && found.length < MOST_AT_ONCE);
  return found.slice(0, MOST_AT_ONCE);
}

function readPage(query: ReturnType<typeof listQuery>, cursor: string | null) {
  const position = cursor === null ? {} : { cursor };
  return call(listCustomers, { query: { ...query, ...position, limit: String(PAGE_LIMIT) } });
}
