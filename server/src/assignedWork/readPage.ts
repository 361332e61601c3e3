import { hash } from 'node:crypto';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { CustomerList } from './customerList.ts';
import {
  countCustomers,
  digestPlaces,
  listCustomers,
  listPlaces,
  listVersions,
  type PageRequest,
  type Place,
} from './queries.ts';
import type { SummaryTexts } from './summaryTexts.ts';

export type PageSource = {
  readonly database: Database;
  readonly known: SummaryTexts;
  /** Short reads take turns: more at once than there are processors make each other slower. */
  readonly gate: <T>(read: () => Promise<T>) => Promise<T>;
};

/** Which customers a page consists of, one more than are shown when there is a next page. */
export type Places = { readonly places: readonly Place[]; readonly total: number | undefined };
/** The same with the JSON of each customer that is shown. */
export type Page = Places & { readonly texts: readonly string[] };

/** What a page consists of, without the customers themselves: a single round trip, and little to read. */
export async function readPlaces(
  { database, gate }: PageSource,
  list: CustomerList,
  page: PageRequest,
  withTotal: boolean,
): Promise<Places> {
  const { organisationId } = list;
  const [[counted], places] = await gate(() =>
    // The total first: how it is best counted may depend on the values, and a page may forbid to look at them.
    database.read({ organisationId }, (tx) => [
      withTotal ? countCustomers(tx, list) : uncounted,
      listPlaces(tx, list, page),
    ]),
  );
  return { places, total: counted?.total };
}

const uncounted = Promise.resolve<Array<{ total: number }>>([]);

/** The same for as long as the customers of the page, their versions, their order and the total are. */
export function tagOf({ places, total }: Places, page: PageRequest): string {
  const beginning = Buffer.from(beginningOf(page, total));
  const bytes = Buffer.alloc(beginning.length + places.length * PLACE_BYTES);
  let end = beginning.copy(bytes);
  for (const { id, version } of places) {
    end += bytes.write(id.replaceAll('-', ''), end, 'hex');
    end = bytes.writeInt32BE(Number(version), end);
  }
  return tagFrom(hash('sha256', bytes, 'base64url'));
}

/** A UUID and an integer. The sort key is not needed: what a customer has at a version never changes. */
const PLACE_BYTES = 20;

/** What `tagOf` would make of a page without total that was read now. There must be a status to look for. */
export async function readTag(
  { database, gate }: PageSource,
  list: CustomerList,
  page: PageRequest,
): Promise<string> {
  const { organisationId } = list;
  const [[found]] = await gate(() =>
    database.read({ organisationId }, (tx) => [digestPlaces(tx, list, page, beginningOf(page))] as const),
  );
  return tagFrom(found?.digest ?? '');
}

const beginningOf = ({ rows, withNotes }: PageRequest, total?: number) => `${rows} ${withNotes} ${total}`;
const tagFrom = (digest: string) => `"${digest.slice(0, 27)}"`;

/** Reads what is not known yet, at exactly the versions the places name; all of it anew when one was changed since. */
export async function fillPage(
  source: PageSource,
  list: CustomerList,
  page: PageRequest,
  found: Places,
): Promise<Page> {
  const texts = await findTexts(source, list, page, found.places.slice(0, page.rows - 1));
  return texts === null ? readWhole(source, list, page, found) : { ...found, texts };
}

async function findTexts(
  { database, known, gate }: PageSource,
  { organisationId }: CustomerList,
  { withNotes }: PageRequest,
  places: readonly Place[],
): Promise<string[] | null> {
  const texts = places.map((place) => known.find(organisationId, place, withNotes));
  const missing = places.filter((_, index) => texts[index] === undefined);
  if (missing.length > 0) {
    const [rows] = await gate(() =>
      database.read({ organisationId }, (tx) => [listVersions(tx, organisationId, missing, withNotes)]),
    );
    const read = new Map(rows.map((row) => [row.id, known.keep(organisationId, row, withNotes)]));
    for (const [index, { id }] of places.entries()) texts[index] ??= read.get(id);
  }
  const complete = texts.filter((text) => text !== undefined);
  return complete.length === places.length ? complete : null;
}

/** One statement for all: dearer, and always of one moment. */
async function readWhole(
  { database, known, gate }: PageSource,
  list: CustomerList,
  page: PageRequest,
  { total }: Places,
): Promise<Page> {
  const { organisationId } = list;
  const [rows] = await gate(() => database.read({ organisationId }, (tx) => [listCustomers(tx, list, page)]));
  return {
    total,
    places: rows.map(({ id, version, sortKey }) => ({ id, version: String(version), sortKey })),
    texts: rows
      .slice(0, page.rows - 1)
      .map(({ sortKey: _sortKey, mergeKey: _mergeKey, ...row }) =>
        known.keep(organisationId, row, page.withNotes),
      ),
  };
}
