import { and, eq, isNull, sql } from '@caseload/db/drizzle.ts';
import { LINK_LIFETIME_HOURS, type LinkPurpose } from '@caseload/shared/passwordLinks/passwordLink.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { employees, organisations } from '@caseload/db/schema/organisations.ts';
import { passwordLinks } from '@caseload/db/schema/passwordLinks.ts';

/** Whose link this is; in the scope `passwordLink` of its digest. Says nothing of whether it is good. */
export const findLinkOwner = (tx: Transaction, tokenHash: string) =>
  tx.db
    .select({
      id: passwordLinks.id,
      organisationId: passwordLinks.organisationId,
      employeeId: passwordLinks.employeeId,
    })
    .from(passwordLinks)
    .where(eq(passwordLinks.tokenHash, tokenHash));

const isGood = and(
  isNull(passwordLinks.usedAt),
  isNull(passwordLinks.revokedAt),
  sql`${passwordLinks.expiresAt} > clock_timestamp()`,
);
const isLink = (organisationId: string, id: string) =>
  and(eq(passwordLinks.organisationId, organisationId), eq(passwordLinks.id, id));

/** For whom a link is; no row when it is not good, or the person may not act. */
export const findGoodLink = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .select({
      purpose: passwordLinks.purpose,
      expiresAt: passwordLinks.expiresAt,
      name: employees.name,
      email: employees.email,
      organisation: organisations.name,
    })
    .from(passwordLinks)
    .innerJoin(
      employees,
      and(
        eq(employees.organisationId, passwordLinks.organisationId),
        eq(employees.id, passwordLinks.employeeId),
        eq(employees.active, true),
      ),
    )
    .innerJoin(organisations, eq(organisations.organisationId, passwordLinks.organisationId))
    .where(and(isLink(organisationId, id), isGood));

/** Makes those who change one person's password or links take turns. Always before the links themselves. */
export const lockPerson = (tx: Transaction, organisationId: string, employeeId: string) =>
  tx.db
    .select({ id: employees.id, name: employees.name, active: employees.active })
    .from(employees)
    .where(and(eq(employees.organisationId, organisationId), eq(employees.id, employeeId)))
    .for('no key update');

/** Uses a link up; no row when it is not good. Needs the lock of its person. */
export const spendLink = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .update(passwordLinks)
    .set({ usedAt: sql`clock_timestamp()` })
    .where(and(isLink(organisationId, id), isGood))
    .returning({ id: passwordLinks.id });

/** Sets the password and lets every session of the person end. A trigger voids all links that are still good. */
export const savePasswordOf = (tx: Transaction, organisationId: string, employeeId: string, hash: string) =>
  tx.db
    .update(employees)
    .set({ passwordHash: hash, sessionEpoch: sql`${employees.sessionEpoch} + 1` })
    .where(and(eq(employees.organisationId, organisationId), eq(employees.id, employeeId)));

export const revokeLinks = (tx: Transaction, organisationId: string, employeeId: string) =>
  tx.db
    .update(passwordLinks)
    .set({ revokedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(passwordLinks.organisationId, organisationId),
        eq(passwordLinks.employeeId, employeeId),
        isNull(passwordLinks.usedAt),
        isNull(passwordLinks.revokedAt),
      ),
    );

export type NewLink = {
  readonly organisationId: string;
  readonly id: string;
  readonly employeeId: string;
  readonly purpose: LinkPurpose;
  readonly tokenHash: string;
  readonly createdBy: string;
};

/** Needs the lock of its person, and that no other link of theirs is good. */
export const insertLink = (tx: Transaction, link: NewLink) =>
  tx.db.insert(passwordLinks).values({
    ...link,
    expiresAt: sql`clock_timestamp() + make_interval(hours => ${LINK_LIFETIME_HOURS[link.purpose]})`,
  });
