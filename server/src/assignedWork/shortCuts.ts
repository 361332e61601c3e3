import type { CustomerList } from './customerList.ts';
import { SORT_ORDERS } from './sortOrders.ts';
import type { Values } from './statement.ts';

/** A few customers in which a page may be found sooner than among all. */
export type ShortCut = {
  /** The statement begins with it. */
  readonly begin: string;
  readonly from: string;
  /** Whether they hold the whole page. */
  readonly suffices: string;
  /** What the customers of the page have to pass that are found among all. */
  readonly passing: readonly string[];
  /** Whether ranges of an index hold the customers of each state in the order of the list. */
  readonly isInRanges: boolean;
};

/** A trigram index needs three characters; shorter texts, and one person's work, are read through. */
const TRIGRAM = 3;
/**
 * Hits are looked up one by one. Of more than so many a page is found sooner by reading in its order: that takes a
 * hundred rows times all customers for each hit, so the two are even at the root of this many times all customers.
 * A hit costs as much as five such rows: the rows lie at the front of the list, where every search reads, and hits are
 * scattered over a table that need not fit into PostgreSQL's memory.
 */
const ROWS_READ_PER_HIT = 20;

export const isSearched = (list: CustomerList): list is CustomerList & { readonly text: string } =>
  list.text !== undefined && list.text.length >= TRIGRAM && typeof list.assignedTo !== 'string';

export const patternOf = (text: string) => `%${text.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;

/**
 * What is read in the order of the list and passed over unless it has the text. Not LIKE, of which PostgreSQL expects so
 * few that it would rather read and sort everything.
 */
export const passes = (text: string, values: Values) => `strpos(search, lower(${values.add(text)})) > 0`;

/** A page of a search looks up its hits when they are few, and else passes over what is none. */
export function searchOf(list: CustomerList, values: Values): ShortCut | undefined {
  if (!isSearched(list)) return undefined;
  const pattern = values.add(patternOf(list.text));
  return {
    begin: `with many as materialized (select ceil(sqrt(${ROWS_READ_PER_HIT} * greatest(reltuples, 16)))::int as hits
        from pg_class where oid = 'customers'::regclass),
      hits as materialized (select search_customers(lower(${pattern})) as id limit (select hits from many)),
      few as materialized (select count(*) < (select hits from many) as are from hits) `,
    from: 'hits join customers using (id)',
    suffices: '(select are from few)',
    passing: [passes(list.text, values)],
    isInRanges: SORT_ORDERS[list.sort].isIndexed,
  };
}

/** Of so many changes for each customer of a page, one has to be the last of a customer that belongs into it. */
const CHANGES_FOR_A_ROW = 4;

export const isByLastChange = ({ sort, assignedTo }: CustomerList) =>
  SORT_ORDERS[sort].key === 'updated_at' && typeof assignedTo !== 'string';

/**
 * The customers of many people have no index by when they were changed: every change would have to move its customer in
 * it. But each change has an action with the version and the time it gave the customer. The actions are read in their
 * order, and those that are still the last of their customer are the list; unless too few of them belong into it.
 */
export function lastChangedOf(
  list: CustomerList,
  { after, limit }: { readonly after: { readonly key: string } | undefined; readonly limit: string },
  conditions: readonly string[],
  values: Values,
): ShortCut {
  const { direction } = SORT_ORDERS[list.sort];
  const [beyond, farthest] = direction === 'desc' ? ['<', 'min'] : ['>', 'max'];
  const organisation = values.add(list.organisationId);
  const rest = after && `and created_at ${beyond}= ${values.add(after.key)}::timestamptz`;
  const from = 'changed join customers using (id, version)';
  // Of several changes at the moment of the farthest, some may not have been read.
  const isInside = `(select ${farthest}(changed_at) from changed) ${beyond} updated_at`;
  return {
    begin: `with changed as materialized (
        select customer_id as id, customer_version as version, created_at as changed_at from customer_actions
        where organisation_id = ${organisation} and customer_version is not null ${rest ?? ''}
        order by created_at ${direction}, position ${direction} limit ${CHANGES_FOR_A_ROW} * ${limit}),
      enough as materialized (select (select count(*) from changed) < ${CHANGES_FOR_A_ROW} * ${limit} or ${limit} = (
        select count(*) from (select from ${from} where ${conditions.join(' and ')} and ${isInside} limit ${limit}) as inside
      ) as are) `,
    from,
    suffices: '(select are from enough)',
    passing: [],
    isInRanges: false,
  };
}
