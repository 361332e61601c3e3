import { and, count, eq } from '@caseload/db/drizzle.ts';
import type { Statement, Transaction } from '@caseload/db/kernel/transaction.ts';
import { employees } from '@caseload/db/schema/organisations.ts';
import { savedViews } from '@caseload/db/schema/savedViews.ts';
import { selectList } from '@caseload/db/selectList.ts';

const settable = {
  name: savedViews.name,
  filter: savedViews.filter,
  sort: savedViews.sort,
  shared: savedViews.shared,
};
const written = {
  id: savedViews.id,
  ownerId: savedViews.ownerId,
  ...settable,
  updatedAt: savedViews.updatedAt,
};

export type ViewColumns = Pick<typeof savedViews.$inferSelect, keyof typeof settable>;

export type ViewRow = Pick<typeof savedViews.$inferSelect, keyof typeof written> & {
  readonly ownerName: string;
};

// Written by hand, as what everybody asks who opens My work: building it with drizzle took longer than running it.
const VIEWS = `select ${selectList(written)}, (
    select e.name from employees e
    where e.organisation_id = saved_views.organisation_id and e.id = saved_views.owner_id
  ) as "ownerName"
  from saved_views where organisation_id = $1 and (shared or owner_id = $2) order by shared desc, id`;

/** Those a person sees: shared ones, then their own, each in the order they were made, so that tabs keep their places. */
export const listSavedViews = (
  tx: Transaction,
  organisationId: string,
  personId: string,
): Statement<ViewRow[]> => tx.rows<ViewRow>(VIEWS, [organisationId, personId], 'list_saved_views');

const isView = (organisationId: string, id: string) =>
  and(eq(savedViews.organisationId, organisationId), eq(savedViews.id, id));

export const lockView = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .select({ ...written, ownerName: employees.name })
    .from(savedViews)
    .innerJoin(
      employees,
      and(eq(employees.organisationId, savedViews.organisationId), eq(employees.id, savedViews.ownerId)),
    )
    .where(isView(organisationId, id))
    .for('update', { of: savedViews });

/** Makes those who add views for one person take turns, without standing in the way of what refers to the person. */
export const lockOwner = (tx: Transaction, organisationId: string, ownerId: string) =>
  tx.db
    .select({ id: employees.id })
    .from(employees)
    .where(and(eq(employees.organisationId, organisationId), eq(employees.id, ownerId)))
    .for('no key update');

export const countViewsOf = (tx: Transaction, organisationId: string, ownerId: string) =>
  tx.db
    .select({ views: count() })
    .from(savedViews)
    .where(and(eq(savedViews.organisationId, organisationId), eq(savedViews.ownerId, ownerId)));

export const insertView = (
  tx: Transaction,
  values: ViewColumns & { readonly organisationId: string; readonly id: string; readonly ownerId: string },
) => tx.db.insert(savedViews).values(values).returning(written);

/** Needs the lock. The time is set by the database. */
export const saveView = (tx: Transaction, organisationId: string, id: string, values: Partial<ViewColumns>) =>
  tx.db.update(savedViews).set(values).where(isView(organisationId, id)).returning(written);

/** Needs the lock. */
export const removeView = (tx: Transaction, organisationId: string, id: string) =>
  tx.db.delete(savedViews).where(isView(organisationId, id));
