import { and, asc, eq, inArray, sql } from '@caseload/db/drizzle.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { customers } from '@caseload/db/schema/customers.ts';
import { organisations } from '@caseload/db/schema/organisations.ts';
import { tags } from '@caseload/db/schema/tags.ts';

const TAGS_AT_MOST = 1_000;

/** By name as people sort: `Vip` beside `vip`, not all capitals first. */
export const listTags = (tx: Transaction, organisationId: string) =>
  tx.rows<{ name: string }>(
    `select name from tags where organisation_id = $1 order by lower(name), name limit ${TAGS_AT_MOST}`,
    [organisationId],
    'list_tags',
  );

/** Every tag with its number of customers: reads all customers of the organisation once. */
export const countTags = (tx: Transaction, organisationId: string) =>
  tx.rows<{ name: string; customerCount: number }>(
    `select t.name, coalesce(used.count, 0)::int as "customerCount"
     from tags t left join (
       select tag, count(*) from customers c, unnest(c.tags) as tag where c.organisation_id = $1 group by tag
     ) used on used.tag = t.name
     where t.organisation_id = $1 order by lower(t.name), t.name`,
    [organisationId],
  );

/** Makes those who manage tags take turns, without standing in the way of what refers to the organisation. */
export const lockTags = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ id: organisations.organisationId })
    .from(organisations)
    .where(eq(organisations.organisationId, organisationId))
    .for('no key update');

const areNamed = (organisationId: string, names: readonly string[]) =>
  and(eq(tags.organisationId, organisationId), inArray(tags.name, [...names]));

export const findTags = (tx: Transaction, organisationId: string, names: readonly string[]) =>
  tx.db.select({ name: tags.name }).from(tags).where(areNamed(organisationId, names));

/** The customers that have one of these tags, in the order of their ids, held until the end. */
export const lockTagged = (tx: Transaction, organisationId: string, names: readonly string[], rows: number) =>
  tx.db
    .select({ id: customers.id, updatedAt: customers.updatedAt })
    .from(customers)
    .where(
      and(
        eq(customers.organisationId, organisationId),
        sql`${customers.tags} && ${sql.param(names)}::text[]`,
      ),
    )
    .orderBy(asc(customers.id))
    .limit(rows)
    .for('update');

/** Takes tags out of the suggestions; a customer that is given one brings it back. */
export const removeSuggestions = (tx: Transaction, organisationId: string, names: readonly string[]) =>
  tx.db.delete(tags).where(areNamed(organisationId, names));

export const insertSuggestion = (tx: Transaction, organisationId: string, name: string) =>
  tx.db.insert(tags).values({ organisationId, name }).onConflictDoNothing();
