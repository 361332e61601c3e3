import { type CustomerSummary, type CustomFields, PRIORITIES } from '@caseload/shared/customers/customer.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { type Moment, wasMade } from '../customerActions/asOf.ts';
import type { CustomerList } from './customerList.ts';
import { isByLastChange, isSearched, lastChangedOf, passes, patternOf, searchOf } from './shortCuts.ts';
import { SORT_ORDERS } from './sortOrders.ts';
import { nameOf, type NamedStatement, nameStatement, Values } from './statement.ts';

/** Where the page before ended: the sort key as exact text, and the id that breaks ties. */
export type Keyset = { readonly key: string; readonly id: string };
export type PageRequest = {
  readonly after: Keyset | undefined;
  readonly rows: number;
  readonly withNotes: boolean;
  /** Also the custom values and the external id. */
  readonly withFields?: boolean;
  /** Only customers that were there by then. */
  readonly asOf?: Moment;
};
/** A row of a page, with the text its cursor would carry. */
export type FoundRow = CustomerSummary & {
  readonly sortKey: string;
  readonly mergeKey?: unknown;
  readonly fields?: CustomFields;
  readonly externalId?: string | null;
};

// Written by hand: building this statement with drizzle took several times as long as running it.
const COLUMNS = `id, name, email, phone, status, priority, assigned_to as "assignedTo", archived, due_at as "dueAt",
  follow_up_at as "followUpAt", tags, version, created_at as "createdAt", updated_at as "updatedAt"`;

/** A customer's place in a page: which one, as of which version, and the text a cursor behind it would carry. */
export type Place = { readonly id: string; readonly version: string; readonly sortKey: string };

/** The places of one page in order, a fraction of what the rows cost. */
export function listPlaces(tx: Transaction, list: CustomerList, page: PageRequest): Statement<Place[]> {
  const { text, values, name } = pageStatement(list, page, `id, version, ${sortKeyOf(list)}`);
  const rows = plannedOnce(tx, list, tx.texts(text, values, name));
  return {
    then: (fulfilled, rejected) =>
      rows
        .then((found) =>
          found.map(([id, version, sortKey]) => ({
            id: id ?? '',
            version: version ?? '',
            sortKey: sortKey ?? '',
          })),
        )
        .then(fulfilled, rejected),
  };
}

/**
 * SHA-256, in base64url, of `beginning` and, for each place of one page, the 16 bytes of its id and the four of its
 * version: what `tagOf` makes of the places, for a fraction of what it costs to read them.
 */
export function digestPlaces(
  tx: Transaction,
  list: CustomerList,
  page: PageRequest,
  beginning: string,
): Statement<Array<{ digest: string }>> {
  const { text: places, values, name } = pageStatement(list, page, 'id, version');
  const bytes = `coalesce(string_agg(uuid_send(id) || int4send(version), ''), '')`;
  const text = `select translate(encode(sha256(convert_to($${values.length + 1}, 'UTF8') || ${bytes}), 'base64'),
    '+/=', '-_') as digest from (${places}) as places`;
  const digest = tx.rows<{ digest: string }>(text, [...values, beginning], name && nameOf(text));
  return plannedOnce(tx, list, digest);
}

/** Those of the customers that are still at the version asked for. */
export function listVersions(
  tx: Transaction,
  organisationId: string,
  places: readonly Place[],
  withNotes: boolean,
): Statement<CustomerSummary[]> {
  const text = `select ${COLUMNS}${withNotes ? ', notes' : ''} from customers
    where organisation_id = $1 and (id, version) in (select * from unnest($2::uuid[], $3::integer[]))`;
  const values = [organisationId, places.map(({ id }) => id), places.map(({ version }) => version)];
  return tx.rows<CustomerSummary>(text, values, withNotes ? 'versions_with_notes' : 'versions');
}

/** The rows of one page in order. */
export function listCustomers(tx: Transaction, list: CustomerList, page: PageRequest): Statement<FoundRow[]> {
  const { text, values, name } = pageStatement(list, page);
  return plannedOnce(tx, list, tx.rows<FoundRow>(text, values, name));
}

/**
 * One page. For one status and one state of `archived` it is a single range of an index that continues with
 * the sort key: nothing is sorted, and nothing is read beyond `rows`. For several it is one such range for
 * each, merged, and each is read only as far as the merge needs it.
 */
export function pageStatement(
  list: CustomerList,
  page: PageRequest,
  columns = `${columnsOf(page)}, ${sortKeyOf(list)}`,
): NamedStatement {
  const { key, type, direction } = SORT_ORDERS[list.sort];
  const values = new Values();
  const limit = values.add(page.rows);
  const conditions = conditionsOf(list, values, page.asOf);
  if (page.after) {
    const beyond = direction === 'asc' ? '>' : '<';
    conditions.push(
      `(${key}, id) ${beyond} (${values.add(page.after.key)}::${type}, ${values.add(page.after.id)}::uuid)`,
    );
  }
  const ranges = rangesOf(list);
  if (ranges.length === 0) return NOTHING;
  const hasShortCut = isSearched(list) || isByLastChange(list);
  const isMerged = hasShortCut || ranges.length > 1;
  const mergeKey = isMerged ? `, ${key} as "mergeKey"` : '';
  const merge = isMerged ? ` order by "mergeKey" ${direction}, id ${direction} limit ${limit}` : '';
  const ordered = (from: string, where: readonly string[]) =>
    `(select ${columns}${mergeKey}
      from ${from} where ${where.join(' and ')} order by ${key} ${direction}, id ${direction} limit ${limit})`;
  const inRanges = (passing: readonly string[] = []) =>
    ranges
      .map(({ status, archived }) => {
        const state = [`status = ${values.add(status)}`, `archived = ${archived}`];
        return ordered('customers', [...conditions, ...passing, ...state]);
      })
      .join(' union all ');
  if (!hasShortCut) return nameStatement(inRanges() + merge, values);

  const all = [...conditions, ...statesOf(list, values)];
  const { begin, from, suffices, passing, isInRanges } =
    searchOf(list, values) ?? lastChangedOf(list, { after: page.after, limit }, all, values);
  const found = ordered(from, [...all, suffices]);
  if (isInRanges) {
    const others = inRanges([...passing, `not ${suffices}`]);
    return nameStatement(`${begin}${others} union all ${found}${merge}`, values);
  }
  // Begun only when it is needed: PostgreSQL starts processes to sort with before it looks at a condition.
  const others = `(select sorted.* from (select where not ${suffices}) as needed,
      lateral ${ordered('customers', [...all, ...passing])} as sorted)`;
  // How many are in the states asked for decides how they are read: without a name it is planned for its values.
  return { name: undefined, text: `${begin}${others} union all ${found}${merge}`, values: values.list };
}

/** What a cursor carries. A hundred times are written as text for it, so only for those who look at them. */
const sortKeyOf = ({ sort }: CustomerList) => `(${SORT_ORDERS[sort].key})::text as "sortKey"`;

/**
 * Has PostgreSQL plan a page without its values, once for each connection, where no values make another plan better. It
 * does not see how small the limit is before it has the values, takes a plan without them for dear where there are many
 * customers, and plans each page anew, which takes longer than reading it. Holds until the transaction ends.
 */
function plannedOnce<T>(tx: Transaction, list: CustomerList, page: Statement<T>): Statement<T> {
  if (!isPlannedOnce(list)) return page;
  return {
    then(fulfilled, rejected) {
      // Said right before it. Should this fail, so does the page.
      tx.raw('set local plan_cache_mode = force_generic_plan', [], 'plan_once').then(
        undefined,
        () => undefined,
      );
      return page.then(fulfilled, rejected);
    },
  };
}

/** Whether a page is nothing but ranges of one index, whatever the values: everybody's, in an order that has an index. */
export function isPlannedOnce(list: CustomerList): boolean {
  const { assignedTo, team, priorities, tags, due, created, importId, followUp, text } = list;
  const filters = [assignedTo, team, priorities, tags, importId, followUp, text];
  const bounds = [due.from, due.before, created.from, created.before];
  const isUnfiltered = !due.none && [...filters, ...bounds].every((asked) => asked === undefined);
  return isUnfiltered && SORT_ORDERS[list.sort].isIndexed;
}

const columnsOf = ({ withNotes, withFields }: PageRequest) =>
  `${COLUMNS}${withNotes ? ', notes' : ''}${withFields ? ', fields, external_id as "externalId"' : ''}`;

/** Unless the organisation has one of the statuses asked for, there is no range to read. */
const NOTHING: NamedStatement = { name: undefined, text: 'select where false', values: [] };

/** How many customers the list holds; costs a walk through all of them, or through `atMost`. */
export function countCustomers(
  tx: Transaction,
  list: CustomerList,
  atMost?: number,
): Statement<Array<{ total: number }>> {
  const { text, values, name } = countStatement(list, atMost);
  return tx.rows<{ total: number }>(text, values, name);
}

function countStatement(list: CustomerList, atMost: number | undefined): NamedStatement {
  const values = new Values();
  const conditions = [...conditionsOf(list, values), ...statesOf(list, values)];
  const limit = atMost === undefined ? '' : ` limit ${values.add(atMost)}`;
  const from = isSearched(list)
    ? `(select search_customers(lower(${values.add(patternOf(list.text))})) as id) as hits join customers using (id)`
    : 'customers';
  const found = `select from ${from} where ${conditions.join(' and ')}${limit}`;
  return nameStatement(`select count(*)::int as total from (${found}) as found`, values);
}

/** The combinations of the index's leading columns. */
function rangesOf(list: CustomerList): Array<{ status: string; archived: boolean }> {
  const archived = list.archived === undefined ? [false, true] : [list.archived];
  return list.statuses.flatMap((status) => archived.map((state) => ({ status, archived: state })));
}

function statesOf(list: CustomerList, values: Values): string[] {
  const statuses = `status = any(${values.add(list.statuses)}::text[])`;
  return list.archived === undefined ? [statuses] : [statuses, `archived = ${list.archived}`];
}

function conditionsOf(list: CustomerList, values: Values, asOf?: Moment): string[] {
  const organisation = values.add(list.organisationId);
  const conditions = [`organisation_id = ${organisation}`];
  if (list.assignedTo === null) conditions.push('assigned_to is null');
  if (typeof list.assignedTo === 'string') conditions.push(`assigned_to = ${values.add(list.assignedTo)}`);
  if (list.team !== undefined) conditions.push(isOfTeam(list.team, organisation, values));
  if (list.priorities !== undefined) {
    // The position in PRIORITIES is what the column was made from, and unlike the enum an index can use it.
    const ranks = list.priorities.map((priority) => PRIORITIES.indexOf(priority) + 1);
    conditions.push(`priority_sort = any(${values.add(ranks)}::smallint[])`);
  }
  if (list.tags !== undefined) conditions.push(`tags && ${values.add(list.tags)}::text[]`);
  conditions.push(...dueConditions(list.due, values), ...followUpConditions(list.followUp, values));
  const { from, before } = list.created;
  if (from !== undefined) conditions.push(`created_at >= ${values.add(from)}::timestamptz`);
  if (before !== undefined) conditions.push(`created_at < ${values.add(before)}::timestamptz`);
  if (list.importId !== undefined) conditions.push(isOfImport(list.importId, organisation, values));
  if (list.text !== undefined && !isSearched(list)) conditions.push(passes(list.text, values));
  if (asOf !== undefined) conditions.push(wasMade(organisation, asOf, values));
  return conditions;
}

/** Read once through the index of what imports did, for an import may be of every customer there is. */
function isOfImport(importId: string, organisation: string, values: Values): string {
  return `id in (select a.customer_id from customer_actions a
    where a.organisation_id = ${organisation} and a.import_id = ${values.add(importId)})`;
}

/**
 * The members are read once, before anything else. As a join they could cost the order of the index: this way the
 * list of a team is that of everybody, read in its order, with the customers of others passed over.
 */
function isOfTeam(team: string, organisation: string, values: Values): string {
  const members = `select m.employee_id from team_members m
    where m.organisation_id = ${organisation} and m.team_id = ${values.add(team)}`;
  return `assigned_to = any(array(${members}))`;
}

function dueConditions({ from, before, none }: CustomerList['due'], values: Values): string[] {
  return [
    ...(from === undefined ? [] : [`due_sort >= ${values.add(from)}::timestamptz and due_at is not null`]),
    ...(before === undefined ? [] : [`due_sort < ${values.add(before)}::timestamptz`]),
    ...(none ? ["due_sort = 'infinity'"] : []),
  ];
}

/** `follow_up_at is not null` is what the index of follow-ups is limited to, so it has to be said word by word. */
function followUpConditions(followUp: CustomerList['followUp'], values: Values): string[] {
  if (followUp === undefined) return [];
  const now = () => `${values.add(followUp.now)}::timestamptz`;
  switch (followUp.state) {
    case 'set':
      return ['follow_up_at is not null'];
    case 'later':
      return ['follow_up_at is not null', `follow_up_sort > ${now()}`];
    case 'due':
      return ['follow_up_at is not null', `follow_up_sort <= ${now()}`];
    case 'none':
      return ['follow_up_at is null'];
    case 'awake':
      return [`(follow_up_at is null or follow_up_sort <= ${now()})`];
  }
}
