import { from } from 'pg-copy-streams';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { id as ownId } from '@caseload/shared/contracts/values.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { isTakenBack } from './operationIds.ts';
import type { NewRow } from './queries.ts';
import { type Place, type RowFault, sentenceAt } from './rowFault.ts';

/** A row of the file on its way into the database: as it will be imported, or why it will not. */
export type StagedRow = {
  readonly row: number;
  readonly cells: readonly string[];
} & (
  | {
      /** Tells the rows apart for ever where there is no external id: a digest of the cells. */
      readonly digest: string;
      readonly customer: NewRow;
      readonly writtenId: string | null;
      readonly actionId: string;
      /** The history of the customer if it is a new one. */
      readonly changes: readonly FieldChange[];
      /** The fields the row speaks of: what an update may change. */
      readonly given: readonly string[];
      readonly statusFault: RowFault | undefined;
    }
  | { readonly reason: string }
);

/**
 * Tables of this transaction alone: the rows of the file, and what is to be done with those that can be imported.
 * They are temporary: no other table takes a COPY under row-level security, and nobody needs them afterwards.
 */
export const createStaging = (tx: Transaction) =>
  tx.together([
    tx.raw(
      `create temp table import_rows (
         row integer not null, external_id text, written_id text, own_id uuid, digest text, id uuid, action_id uuid, customer jsonb, changes jsonb,
         given jsonb, status_fault jsonb, reason text, cells text not null
       ) on commit drop`,
      [],
    ),
    tx.raw(
      `create temp table import_plan (row integer primary key, identity text not null, repeated boolean not null,
         known uuid, due boolean not null) on commit drop`,
      [],
    ),
  ]);

const COPY =
  'copy import_rows (row, external_id, written_id, own_id, digest, id, action_id, customer, changes, given, status_fault, reason, cells) from stdin';

/** Sends rows into the table as they come. Memory stays as it is however many there are. */
export const copyRows = (tx: Transaction, rows: AsyncIterable<StagedRow>) =>
  tx.copyFrom(from(COPY), inPieces(rows));

const PIECE = 65_536;

async function* inPieces(rows: AsyncIterable<StagedRow>): AsyncGenerator<string, void, undefined> {
  let piece = '';
  for await (const row of rows) {
    piece += lineOf(row);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function lineOf(staged: StagedRow): string {
  const cells = JSON.stringify(staged.cells);
  const values =
    'reason' in staged
      ? [...NOTHING_STAGED, staged.reason, cells]
      : [
          staged.customer.externalId,
          staged.writtenId,
          ownIdOf(staged.customer),
          staged.digest,
          staged.customer.id,
          staged.actionId,
          JSON.stringify(staged.customer),
          JSON.stringify(staged.changes),
          JSON.stringify(staged.given),
          staged.statusFault ? JSON.stringify(staged.statusFault) : null,
          null,
          cells,
        ];
  return `${staged.row}\t${values.map(copyValue).join('\t')}\n`;
}

const NOTHING_STAGED = Array.from({ length: 10 }, () => null);

/** An external id may be the id that the customer has here: our own exports name everybody by it. */
const ownIdOf = ({ externalId }: NewRow): string | null => ownId.safeParse(externalId).data ?? null;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const copyValue = (value: string | null): string =>
  value === null ? '\\N' : value.replaceAll(/[\\\n\r\t]/gu, (sign) => ESCAPES[sign] ?? sign);

/**
 * Which row is which customer: by external id or the customer's own, else by its cells and which of several equal rows it is, under
 * which an earlier import recorded it. A second row of one customer is `repeated`. A customer that is here
 * already is `due` when rows update customers, or when it is to be brought back.
 */
export async function planRows(
  tx: Transaction,
  organisationId: string,
  { hasExternalIds, update }: { readonly hasExternalIds: boolean; readonly update: boolean },
): Promise<void> {
  await tx.together([tx.raw('create index on import_rows (row)', []), tx.raw('analyze import_rows', [])]);
  const due = `c.id is not null and ($2 or ${isTakenBack('c')})`;
  await tx.raw(
    hasExternalIds
      ? `insert into import_plan
         select p.row, p.identity,
           row_number() over (partition by coalesce(p.known::text, p.identity) order by p.row) > 1, c.id, ${due}
         from (select r.row, coalesce(w.external_id, r.external_id) as identity, coalesce(w.id, e.id, o.id) as known
           from import_rows r
           left join customers w on w.organisation_id = $1 and w.external_id = r.written_id
           left join customers e on e.organisation_id = $1 and e.external_id = r.external_id
           left join customers o on o.organisation_id = $1 and o.id = r.own_id
           where r.reason is null) p
         left join customers c on c.organisation_id = $1 and c.id = p.known`
      : `insert into import_plan
         select p.row, p.identity, false, c.id, ${due}
         from (select row, digest || ' ' || row_number() over (partition by digest order by row) - 1 as identity
           from import_rows where reason is null) p
         left join customer_actions o on o.organisation_id = $1 and o.operation_id = 'import row ' || p.identity
         left join customers c on c.organisation_id = $1 and c.id = o.customer_id`,
    [organisationId, update],
  );
  await tx.raw('analyze import_plan', []);
}

/** What is to be done, in rows. */
export const countPlanned = (tx: Transaction) =>
  tx.rows<{ created: number; due: number; unchanged: number }>(
    `select count(*) filter (where known is null)::int as created, count(*) filter (where due)::int as due,
       count(*) filter (where known is not null and not due)::int as unchanged
     from import_plan where not repeated`,
    [],
  );

/** The rows that will become new customers, by status and assignee, in the order of the file. */
export const countCreated = (tx: Transaction) =>
  tx.rows<{ status: string; assignedTo: string | null; count: number }>(
    `select r.customer ->> 'status' as status, r.customer ->> 'assignedTo' as "assignedTo", count(*)::int as count
     from import_plan p join import_rows r using (row) where p.known is null and not p.repeated
     group by 1, 2 order by min(r.row)`,
    [],
  );

/** Leaves out the rows with an external id that stands in an earlier row too; the first of them is the example. */
export const rejectRepeated = (tx: Transaction, place: Place) =>
  tx.rows<{ count: number; row: number | null; reason: string | null }>(
    `with rejected as (
       update import_rows r set reason = $1 || '"' || p.identity || '" stands in an earlier row too'
       from import_plan p where p.row = r.row and p.repeated returning r.row, r.reason)
     select count(*)::int as count, min(row) as row, (array_agg(reason order by row))[1] as reason from rejected`,
    [sentenceAt(place, '')],
  );

/** Leaves out the new customers that would be given an archived status, and says how many for each word of the file. */
export const rejectArchived = (tx: Transaction) =>
  tx.rows<{ fault: RowFault; count: number; row: number }>(
    `with dropped as (
       delete from import_plan p using import_rows r
       where r.row = p.row and p.known is null and not p.repeated and r.status_fault is not null
       returning p.row),
     rejected as (
       update import_rows r set reason = r.status_fault ->> 'sentence'
       from dropped d where d.row = r.row returning r.row, r.status_fault as fault)
     select fault, count(*)::int as count, min(row) as row from rejected group by fault order by min(row)`,
    [],
  );

export const rejectRow = (tx: Transaction, row: number, reason: string) =>
  tx.raw('update import_rows set reason = $2 where row = $1', [row, reason]);

/** The rows that are left out, in the order of the file. */
export const listRejected = (tx: Transaction, after: number, limit: number) =>
  tx.rows<{ row: number; reason: string; cells: string }>(
    'select row, reason, cells from import_rows where reason is not null and row > $1 order by row limit $2',
    [after, limit],
  );

/** The last row of the next chunk of new customers, null when there are no more; and whether some come behind it. */
export const findChunkEnd = (tx: Transaction, after: number, limit: number) =>
  tx.rows<{ last: number | null; count: number; more: boolean }>(
    `select max(row) as last, count(*)::int as count,
       exists (select from import_plan p where p.known is null and not p.repeated and p.row > max(chunk.row)) as more
     from (select row from import_plan where known is null and not repeated and row > $1 order by row limit $2) chunk`,
    [after, limit],
  );

export type KnownRow = {
  readonly row: number;
  readonly identity: string;
  readonly known: string;
  readonly actionId: string;
  readonly customer: NewRow;
  readonly given: string[];
  readonly statusFault: RowFault | null;
};

/** The next rows whose customer is here and may have to be changed. */
export const listKnown = (tx: Transaction, after: number, limit: number) =>
  tx.rows<KnownRow>(
    `select p.row, p.identity, p.known, r.action_id as "actionId", r.customer, r.given,
       r.status_fault as "statusFault"
     from import_plan p join import_rows r using (row)
     where p.due and not p.repeated and p.row > $1 order by p.row limit $2`,
    [after, limit],
  );
