import { and, eq } from '@caseload/db/drizzle.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { organisations, statuses } from '@caseload/db/schema/organisations.ts';

// The place is counted rather than read: what is stored may have gaps. Customers are counted status by status, each
// a range of `customers_by_due`.
const STATUSES = `select s.key, s.label, s.category, s.archived, s.updated_at as "updatedAt",
    (row_number() over (order by s.position, s.key) - 1)::int as position,
    (select count(*)::int from customers c where c.organisation_id = s.organisation_id and c.status = s.key) as "customerCount"
  from statuses s where s.organisation_id = $1 order by s.position, s.key`;

/** All statuses in the order they are shown. */
export const listStatuses = (tx: Transaction, organisationId: string) =>
  tx.rows<ManagedStatus>(STATUSES, [organisationId]);

/** The same as every part of the app knows them, without what has to be counted. */
export const listPlainStatuses = (tx: Transaction, organisationId: string): Statement<Status[]> =>
  tx.rows<Status>(
    'select key, label, category, archived from statuses where organisation_id = $1 order by position, key',
    [organisationId],
    'plain_statuses',
  );

/** Makes those who change statuses take turns, without standing in the way of what refers to the organisation. */
export const lockStatuses = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ id: organisations.organisationId })
    .from(organisations)
    .where(eq(organisations.organisationId, organisationId))
    .for('no key update');

type Columns = typeof statuses.$inferInsert;

/** Needs the lock. */
export const insertStatus = (
  tx: Transaction,
  values: Pick<Columns, 'organisationId' | 'key' | 'label' | 'category' | 'position'>,
) => tx.db.insert(statuses).values(values);

/** Needs the lock. The time is set by the database. */
export const saveStatus = (
  tx: Transaction,
  organisationId: string,
  key: string,
  values: Partial<Pick<Columns, 'label' | 'category' | 'archived'>>,
) =>
  tx.db
    .update(statuses)
    .set(values)
    .where(and(eq(statuses.organisationId, organisationId), eq(statuses.key, key)));

/** Puts all statuses into this order; changes nothing else of them. */
export const saveOrder = (tx: Transaction, organisationId: string, keys: readonly string[]) =>
  tx.raw(
    `update statuses s set position = r.place - 1
     from unnest($2::text[]) with ordinality as r(key, place)
     where s.organisation_id = $1 and s.key = r.key and s.position <> r.place - 1`,
    [organisationId, keys],
  );
