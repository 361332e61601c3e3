import type { Organisation } from '@caseload/shared/organisations/organisation.ts';
import { holdStill } from '@caseload/db/kernel/holdStill.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { CustomerList } from '../assignedWork/customerList.ts';
import { countCustomers, type FoundRow, listCustomers } from '../assignedWork/queries.ts';
import { findMoment, type Moment } from '../customerActions/asOf.ts';
import type { Table } from './column.ts';
import { customerColumns, type ExportedCustomer } from './customerColumns.ts';
import { listNames } from './queries.ts';
import { readPages } from './readPages.ts';

/** Some megabytes at most, with the longest notes. */
const PAGE = 200;

type Export = {
  readonly database: Database;
  readonly organisation: Organisation;
  /** In the order in which customers were created: the only one that no change can move a customer in. */
  readonly list: CustomerList & { readonly sort: 'createdAt' };
};

/**
 * Every customer of a list that was there when this began, and how many they then were. The first page is read
 * before this resolves, so that a refusal is still an answer of its own. It is of that very moment, as is the count;
 * the others are read as they come and leave out whoever was made since.
 */
export async function exportCustomers(
  asked: Export,
): Promise<{ table: Table<ExportedCustomer>; total: number }> {
  const { database, organisation, list } = asked;
  const [, [began], names, [counted], first] = await database.read(
    { organisationId: list.organisationId },
    (tx) => [
      holdStill(tx),
      findMoment(tx),
      listNames(tx, list.organisationId),
      countCustomers(tx, list),
      listCustomers(tx, list, WHOLE_ROWS),
    ],
  );
  if (began === undefined) throw new Error('the database names no moment');
  const people = new Map(names.map(({ id, name }) => [id, name]));
  const pages = readPages({
    first,
    pageRows: PAGE,
    next: (last) => readAfter(asked, last, began.moment),
  });
  const table = { columns: customerColumns({ people, organisation }), pages: wholePages(pages) };
  return { table, total: counted?.total ?? 0 };
}

async function* wholePages(
  pages: AsyncIterable<readonly FoundRow[]>,
): AsyncGenerator<readonly ExportedCustomer[]> {
  for await (const page of pages) yield page.map(wholeCustomer);
}

async function readAfter({ database, list }: Export, last: FoundRow, asOf: Moment): Promise<FoundRow[]> {
  const { organisationId } = list;
  const [found] = await database.read({ organisationId }, (tx) => [
    listCustomers(tx, list, { ...WHOLE_ROWS, after: { key: last.sortKey, id: last.id }, asOf }),
  ]);
  return found;
}

const WHOLE_ROWS = { after: undefined, rows: PAGE, withNotes: true, withFields: true };

function wholeCustomer({ notes, fields, externalId = null, ...row }: FoundRow): ExportedCustomer {
  if (notes === undefined || fields === undefined) throw new Error('a page for a file lacks notes or fields');
  return { ...row, notes, fields, externalId };
}
