import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import type { CustomerList } from './customerList.ts';
import { SORT_ORDERS } from './sortOrders.ts';
import { type NamedStatement, nameStatement, Values } from './statement.ts';

/** Where the page before ended: the sort key as exact text, and the id that breaks ties. */
export type Keyset = { readonly key: string; readonly id: string };
export type PageRequest = {
  readonly after: Keyset | undefined;
  readonly rows: number;
  readonly withNotes: boolean;
};
/** A row of a page, with the text its cursor would carry. */
export type FoundRow = CustomerSummary & { readonly sortKey: string; readonly mergeKey?: unknown };

// Written by hand: building this statement with drizzle took several times as long as running it.
const COLUMNS = `id, name, email, phone, status, priority, assigned_to as "assignedTo", archived, due_at as "dueAt",
  follow_up_at as "followUpAt", tags, version, created_at as "createdAt", updated_at as "updatedAt"`;

/** The rows of one page in order. */
export function listCustomers(tx: Transaction, list: CustomerList, page: PageRequest): Statement<FoundRow[]> {
  const { text, values, name } = pageStatement(list, page);
  return tx.rows<FoundRow>(text, values, name);
}

/**
 * One page. For one status and one state of `archived` it is a single range of an index that continues with
 * the sort key: nothing is sorted, and nothing is read beyond `rows`. For several it is one such range for
 * each, merged, and each is read only as far as the merge needs it.
 */
export function pageStatement(list: CustomerList, page: PageRequest): NamedStatement {
  const { key, type, direction } = SORT_ORDERS[list.sort];
  const values = new Values();
  const limit = values.add(page.rows);
  const conditions = conditionsOf(list, values);
  if (page.after) {
    const beyond = direction === 'asc' ? '>' : '<';
    conditions.push(
      `(${key}, id) ${beyond} (${values.add(page.after.key)}::${type}, ${values.add(page.after.id)}::uuid)`,
    );
  }
  const ranges = rangesOf(list);
  const mergeKey = ranges.length > 1 ? `, ${key} as "mergeKey"` : '';
  const selects = ranges.map(({ status, archived }) => {
    const where = [...conditions, `status = ${values.add(status)}`, `archived = ${archived}`].join(' and ');
    return `(select ${COLUMNS}${page.withNotes ? ', notes' : ''}, (${key})::text as "sortKey"${mergeKey}
      from customers where ${where} order by ${key} ${direction}, id ${direction} limit ${limit})`;
  });
  const merge = mergeKey && ` order by "mergeKey" ${direction}, id ${direction} limit ${limit}`;
  const text = selects.join(' union all ') + merge;
  return nameStatement(text, values);
}

/** How many customers the list holds; costs a walk through all of them, so only on request. */
export function countCustomers(tx: Transaction, list: CustomerList): Statement<Array<{ total: number }>> {
  const values = new Values();
  const conditions = conditionsOf(list, values);
  conditions.push(`status = any(${values.add(list.statuses)}::text[])`);
  if (list.archived !== undefined) conditions.push(`archived = ${list.archived}`);
  const { text, name } = nameStatement(
    `select count(*)::int as total from customers where ${conditions.join(' and ')}`,
    values,
  );
  return tx.rows<{ total: number }>(text, values.list, name);
}

/** The combinations of the index's leading columns. */
function rangesOf(list: CustomerList): Array<{ status: string; archived: boolean }> {
  const archived = list.archived === undefined ? [false, true] : [list.archived];
  return list.statuses.flatMap((status) => archived.map((state) => ({ status, archived: state })));
}

function conditionsOf(list: CustomerList, values: Values): string[] {
  const conditions = [`organisation_id = ${values.add(list.organisationId)}`];
  if (list.assignedTo === null) conditions.push('assigned_to is null');
  if (typeof list.assignedTo === 'string') conditions.push(`assigned_to = ${values.add(list.assignedTo)}`);
  if (list.dueFrom !== undefined) {
    conditions.push(`due_sort >= ${values.add(list.dueFrom)}::timestamptz and due_at is not null`);
  }
  if (list.dueBefore !== undefined) conditions.push(`due_sort < ${values.add(list.dueBefore)}::timestamptz`);
  if (list.text !== undefined) conditions.push(containing(list.text, list.assignedTo, values));
  return conditions;
}

/** A trigram index needs three characters; shorter texts, and one person's work, are read through. */
const TRIGRAM = 3;

function containing(text: string, person: string | null | undefined, values: Values): string {
  const pattern = values.add(`%${text.toLowerCase().replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`);
  return typeof person === 'string' || text.length < TRIGRAM
    ? `search like ${pattern}`
    : `id in (select search_customers(${pattern}))`;
}
