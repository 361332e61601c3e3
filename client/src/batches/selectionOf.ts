import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { call } from '../api/call.ts';
import { listQuery } from '../assignedWork/customerPages.ts';
import { type FilteredList, wantedStatuses } from '../assignedWork/filterDocument.ts';
import { isSelected, type Selection } from '../assignedWork/selection.ts';
import type { BatchSelection } from './batchDraft.ts';

const PAGE = '200';

type Parts = {
  readonly selection: Selection;
  /** The rows on the screen: their order is the one a split deals them out in. */
  readonly order: readonly string[];
  readonly find: (id: string) => CustomerSummary | undefined;
  readonly list: FilteredList;
  readonly statuses: readonly Status[];
  readonly timeZone: string;
};

/** What is chosen in a list, as a batch takes it. A filter from which some were let go is read to its end first. */
export async function batchSelectionOf(parts: Parts): Promise<BatchSelection> {
  const { selection, order, find, list, statuses, timeZone } = parts;
  if (selection.kind === 'some') {
    const ids = new Set([...order.filter((id) => selection.ids.has(id)), ...selection.ids]);
    return { customers: [...ids].flatMap((id) => find(id) ?? []).map(seen) };
  }
  if (selection.except.size === 0) return { filter: knownFilter(selection.filter, statuses), timeZone };
  const query = listQuery({ filter: selection.filter, sort: list.sort }, statuses, timeZone);
  const found: CustomerSummary[] = [];
  let cursor: string | null = null;
  do {
    const position: { cursor?: string } = cursor === null ? {} : { cursor };
    const page: Awaited<ReturnType<typeof readPage>> = await readPage({ ...query, ...position, limit: PAGE });
    found.push(...page.items.filter(({ id }) => isSelected(selection, id)));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { customers: found.map(seen) };
}

const readPage = (query: ReturnType<typeof listQuery> & { readonly limit: string }) =>
  call(listCustomers, { query });

const seen = ({ id, updatedAt }: CustomerSummary) => ({ id, updatedAt });

/** The document as the list understood it: statuses that are gone are ignored, as a list does. */
export function knownFilter(filter: CustomerFilter, statuses: readonly Status[]): CustomerFilter {
  const { status: _, category: __, ...others } = filter;
  const wanted = wantedStatuses(filter, statuses);
  return wanted === null ? others : { ...others, status: [...wanted] };
}
