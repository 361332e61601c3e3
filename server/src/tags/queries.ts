import { asc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { tags } from '@caseload/db/schema/tags.ts';

const TAGS_AT_MOST = 1_000;

/** By name as people sort: `Vip` beside `vip`, not all capitals first. */
export const listTags = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ name: tags.name })
    .from(tags)
    .where(eq(tags.organisationId, organisationId))
    .orderBy(sql`lower(${tags.name})`, asc(tags.name))
    .limit(TAGS_AT_MOST);
