import { and, eq, gte, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { summaryColumns } from '../customers/queries.ts';
import type { CustomerList } from './customerList.ts';
import { SORT_ORDERS } from './sortOrders.ts';

/** Where the page before ended: the sort key as exact text, and the id that breaks ties. */
export type Keyset = { readonly key: string; readonly id: string };
export type PageRequest = {
  readonly after: Keyset | undefined;
  readonly rows: number;
  readonly withNotes: boolean;
};

/** One combination of the index's leading columns. */
type Range = { readonly status: string; readonly archived: boolean };

/**
 * One page. For one status and one state of `archived` it is a single range of an index that continues with
 * the sort key: nothing is sorted, and nothing is read beyond `rows`. For several it is one such range for
 * each, merged, and each is read only as far as the merge needs it.
 */
export function listCustomers(tx: Transaction, list: CustomerList, page: PageRequest) {
  const [first, second, ...others] = rangesOf(list).map((range) => pageOfRange(tx, list, page, range));
  if (!first) throw new RangeError('a list needs at least one status');
  if (!second) return first;
  const direction = sql.raw(SORT_ORDERS[list.sort].descending ? 'desc' : 'asc');
  return unionAll(first, second, ...others)
    .orderBy(sql`sort_value ${direction}`, sql`id ${direction}`)
    .limit(page.rows);
}

function pageOfRange(tx: Transaction, list: CustomerList, page: PageRequest, range: Range) {
  const { key, type, descending } = SORT_ORDERS[list.sort];
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const beyond = sql.raw(descending ? '<' : '>');
  const after =
    page.after &&
    sql`(${key}, ${customers.id}) ${beyond} (${page.after.key}::${type}, ${page.after.id}::uuid)`;
  return tx.db
    .select({
      ...summaryColumns,
      notes: sql<string | null>`${page.withNotes ? customers.notes : sql`null::text`}`.as('notes'),
      sortKey: sql<string>`(${key})::text`.as('sort_key'),
      sortValue: sql<unknown>`${key}`.as('sort_value'),
    })
    .from(customers)
    .where(
      and(
        ...conditionsOf(list),
        eq(customers.status, range.status),
        eq(customers.archived, range.archived),
        after,
      ),
    )
    .orderBy(sql`${key} ${direction}`, sql`${customers.id} ${direction}`)
    .limit(page.rows);
}

/** How many customers the list holds; costs a walk through all of them, so only on request. */
export function countCustomers(tx: Transaction, list: CustomerList) {
  const ranges = rangesOf(list);
  const statuses = [...new Set(ranges.map(({ status }) => status))];
  const archived = [...new Set(ranges.map((range) => range.archived))];
  return tx.db
    .select({ total: sql<number>`count(*)::int` })
    .from(customers)
    .where(
      and(
        ...conditionsOf(list),
        sql`${customers.status} = any(${sql.param(statuses)}::text[])`,
        sql`${customers.archived} = any(${sql.param(archived)}::boolean[])`,
      ),
    );
}

function rangesOf(list: CustomerList): Range[] {
  const archived = list.archived === undefined ? [false, true] : [list.archived];
  return list.statuses.flatMap((status) => archived.map((state) => ({ status, archived: state })));
}

function conditionsOf(list: CustomerList): Array<SQL | undefined> {
  return [
    eq(customers.organisationId, list.organisationId),
    assignedTo(list.assignedTo),
    list.dueFrom === undefined
      ? undefined
      : and(isNotNull(customers.dueAt), gte(customers.dueSort, list.dueFrom)),
    list.dueBefore === undefined ? undefined : lt(customers.dueSort, list.dueBefore),
    list.text === undefined ? undefined : containing(list.text, list.assignedTo),
  ];
}

function assignedTo(person: string | null | undefined): SQL | undefined {
  if (person === undefined) return undefined;
  return person === null ? isNull(customers.assignedTo) : eq(customers.assignedTo, person);
}

/** A trigram index needs three characters; shorter texts, and one person's work, are read through. */
const TRIGRAM = 3;

function containing(text: string, person: string | null | undefined): SQL {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
  return typeof person === 'string' || text.length < TRIGRAM
    ? sql`${customers.search} like ${pattern}`
    : sql`${customers.id} in (select search_customers(${pattern}))`;
}
