import type { CustomerListQuery, Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import { invalid } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';

/** A list as the database is asked for it: nothing relative to the person any more. */
export type CustomerList = {
  readonly organisationId: string;
  /** One person, nobody (null), or whoever (undefined). */
  readonly assignedTo: string | null | undefined;
  readonly statuses: readonly string[];
  readonly archived: boolean | undefined;
  readonly text: string | undefined;
  readonly dueFrom: string | undefined;
  readonly dueBefore: string | undefined;
  readonly sort: Sort;
};

/** Throws a `validation` problem for statuses the organisation does not have. */
export function customerListOf(query: CustomerListQuery, actor: Actor): CustomerList {
  return {
    organisationId: actor.organisationId,
    assignedTo: assigneeOf(query.assignedTo, actor),
    statuses: statusesOf(query.status, actor),
    archived: query.archived === 'any' ? undefined : query.archived === 'true',
    text: query.q?.trim() || undefined,
    dueFrom: query.dueFrom,
    dueBefore: query.dueBefore,
    sort: query.sort,
  };
}

function assigneeOf(assignedTo: string, actor: Actor): string | null | undefined {
  if (assignedTo === 'any') return undefined;
  if (assignedTo === 'none') return null;
  return assignedTo === 'me' ? actor.id : assignedTo;
}

function statusesOf(wanted: readonly string[] | undefined, actor: Actor): string[] {
  const known = actor.organisation.statuses.map(({ key }) => key);
  const unknown = wanted?.filter((key) => !known.includes(key)) ?? [];
  if (unknown.length > 0) {
    throw invalid([
      {
        in: 'query',
        pointer: '/status',
        message: `is not a status of this organisation: ${unknown.join(', ')}`,
      },
    ]);
  }
  return [...new Set(wanted ?? known)].toSorted();
}
