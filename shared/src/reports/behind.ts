import type { ActivityFilter } from '../activity/endpoints.ts';
import type { CustomerFilter } from '../assignedWork/customerFilter.ts';
import type { Status } from '../organisations/organisation.ts';
import type { AgeBucket, OverdueBucket, PersonLoad, Report, StatusStay } from './report.ts';

/*
 * The filter document behind each number of a report: what the list of customers, or of what happened, is asked for
 * to hold exactly what was counted. Numbers of now move on; those of the period stay.
 */

type Scope = Pick<Report, 'team' | 'person'>;
type Bounds = { readonly from: string; readonly before: string };

/** Whose customers: a team's, a person's, or everybody's. */
function holders({ team, person }: Scope): CustomerFilter {
  if (person !== null) return { assignedTo: person.id };
  return team === null ? { assignedTo: 'any' } : { assignedTo: 'any', team: team.id };
}

/** Whose actions. */
function actors({ team, person }: Scope): ActivityFilter {
  if (person !== null) return { actor: person.id };
  return team === null ? {} : { team: team.id };
}

export function openWork(scope: Scope): CustomerFilter {
  return { ...holders(scope), category: ['open', 'waiting'] };
}

/** What is due before today, as moments: whoever follows the link may live in another time zone. */
export function overdueWork(report: Scope & Pick<Report, 'today'>): CustomerFilter {
  return { ...openWork(report), dueBefore: report.today };
}

export function createdWithin(scope: Scope, { from, before }: Bounds): CustomerFilter {
  return { ...holders(scope), archived: 'any', createdFrom: from, createdBefore: before };
}

/** Moves from a status of another category into a done one, by the statuses as they are now. */
export function resolvedWithin(
  scope: Scope,
  { from, before }: Bounds,
  statuses: readonly Pick<Status, 'key' | 'category'>[],
): ActivityFilter {
  const keys = (isDone: boolean) =>
    statuses.filter(({ category }) => (category === 'done') === isDone).map(({ key }) => key);
  return { ...actors(scope), fromStatus: keys(false), toStatus: keys(true), from, before };
}

export function ofAge(scope: Scope, { createdFrom, createdBefore }: AgeBucket): CustomerFilter {
  return {
    ...openWork(scope),
    ...(createdFrom === null ? {} : { createdFrom }),
    ...(createdBefore === null ? {} : { createdBefore }),
  };
}

export function overdueSince(scope: Scope, { dueFrom, dueBefore }: OverdueBucket): CustomerFilter {
  return { ...openWork(scope), ...(dueFrom === null ? {} : { dueFrom }), dueBefore };
}

export function leftStatus(
  scope: Scope,
  { status }: Pick<StatusStay, 'status'>,
  bounds: Bounds,
): ActivityFilter {
  return { ...actors(scope), fromStatus: [status], ...bounds };
}

/** A person's row as if the report were about that person alone; null is what is nobody's. */
export function scopeOf({ employee }: Pick<PersonLoad, 'employee'>): Scope | null {
  return employee === null ? null : { team: null, person: { id: employee.id, name: employee.name } };
}

/** The open work of a row. */
export function openWorkOf(row: Pick<PersonLoad, 'employee'>): CustomerFilter {
  const scope = scopeOf(row);
  return scope === null ? { assignedTo: 'none', category: ['open', 'waiting'] } : openWork(scope);
}
