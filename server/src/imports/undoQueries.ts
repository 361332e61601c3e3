import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import type { ImportUndo } from '@caseload/shared/imports/import.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';

/** Holds every customer of an import, in the order every bulk write locks in. */
export const lockImported = (tx: Transaction, organisationId: string, importId: string) =>
  tx.raw(
    `select count(*) from (
       select c.id from customer_actions a
       join customers c on c.organisation_id = a.organisation_id and c.id = a.customer_id
       where a.organisation_id = $1 and a.import_id = $2 and a.type = 'import'
       order by c.id for update of c) locked`,
    [organisationId, importId],
  );

export type ImportedAction = {
  readonly position: string;
  readonly customerId: string;
  readonly version: number;
  readonly changes: FieldChange[];
  readonly operationId: string;
};

/** What an import did, in the order in which it did it. One range of the index `customer_actions_of_import`. */
export const listImported = (
  tx: Transaction,
  organisationId: string,
  importId: string,
  after: string,
  rows: number,
) =>
  tx.rows<ImportedAction>(
    `select a.position::text as position, a.customer_id as "customerId", customer_version as version, changes,
       operation_id as "operationId"
     from customer_actions a
     where a.organisation_id = $1 and a.import_id = $2 and a.type = 'import' and a.position > $3::bigint
     order by a.position limit $4`,
    [organisationId, importId, after, rows],
  );

/** Who of these people has left. Whom an import made is not active either, but was never here to leave. */
export const listLeavers = (tx: Transaction, organisationId: string, ids: readonly string[]) =>
  tx.rows<{ id: string }>(
    `select id from employees
     where organisation_id = $1 and id = any($2::uuid[]) and not active and deactivated_at is not null`,
    [organisationId, ids],
  );

/** Customers that stay as they are, with who changed them last. */
export const listKept = (tx: Transaction, organisationId: string, ids: readonly string[]) =>
  tx.rows<ImportUndo['keptCustomers'][number]>(
    `select c.id, c.name, a.created_at as "changedAt",
       case when e.id is not null then jsonb_build_object('id', e.id, 'name', e.name) end as "changedBy"
     from customers c
     left join customer_actions a on a.organisation_id = c.organisation_id and a.customer_id = c.id
       and a.customer_version = c.version
     left join employees e on e.organisation_id = a.organisation_id and e.id = a.actor_id
     where c.organisation_id = $1 and c.id = any($2::uuid[]) order by c.name, c.id`,
    [organisationId, ids],
  );
