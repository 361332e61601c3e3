import type { CustomerFilter, FollowUp } from '@caseload/shared/assignedWork/customerFilter.ts';
import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import type { InputIssue } from '@caseload/shared/contracts/problems.ts';
import type { Priority } from '@caseload/shared/customers/customer.ts';
import { invalid } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { type DueWindow, dueWindowOf } from './dueWindow.ts';

/** A list as the database is asked for it: nothing relative to the person or the day any more. */
export type CustomerList = {
  readonly organisationId: string;
  /** One person, nobody (null), or whoever (undefined). */
  readonly assignedTo: string | null | undefined;
  /** Only what is assigned to somebody of this team. */
  readonly team: string | undefined;
  /** No status, no customer. */
  readonly statuses: readonly string[];
  readonly priorities: readonly Priority[] | undefined;
  readonly tags: readonly string[] | undefined;
  readonly archived: boolean | undefined;
  readonly due: DueWindow;
  /** Made from `from` up to but not including `before`. */
  readonly created: { readonly from: string | undefined; readonly before: string | undefined };
  /** Only what this import created or changed. */
  readonly importId: string | undefined;
  readonly followUp: { readonly state: FollowUp; readonly now: string } | undefined;
  readonly text: string | undefined;
  readonly sort: Sort;
};

/** A filter document, or an address that says the same. */
export type AskedFilter = { readonly [K in keyof CustomerFilter]?: CustomerFilter[K] | undefined };

/** What relative words of a filter, such as `me` and `today`, are relative to. */
export type Asker = {
  readonly actor: Pick<Actor, 'id' | 'organisationId' | 'organisation'>;
  readonly now: Date;
  readonly timeZone: string;
};

/** Whose days a person means when nothing is said. */
export const timeZoneOf = (asked: string | undefined, { settings }: Pick<Actor, 'settings'>): string =>
  asked ?? settings.timeZone ?? 'UTC';

/** The list a filter stands for. Statuses that the organisation does not have (any more) match nothing. */
export function customerListOf(filter: AskedFilter, sort: Sort, asker: Asker): CustomerList {
  const { actor, now, timeZone } = asker;
  const { archived = 'false', followUp } = filter;
  return {
    organisationId: actor.organisationId,
    assignedTo: assigneeOf(filter.assignedTo ?? 'any', actor),
    team: filter.team,
    statuses: statusesOf(filter, actor),
    priorities: filter.priority,
    tags: filter.tag,
    archived: archived === 'any' ? undefined : archived === 'true',
    due: dueWindowOf(filter, now, timeZone),
    created: { from: filter.createdFrom, before: filter.createdBefore },
    importId: filter.import,
    followUp: followUp && { state: followUp, now: now.toISOString() },
    text: filter.q?.trim() || undefined,
    sort,
  };
}

/**
 * Whether nothing but customers decides what the list holds: no passing of time, no members of a team, and no entries of
 * an import, and nobody is searched for.
 */
export const isOfCustomersAlone = ({ team, importId, text, followUp }: CustomerList): boolean =>
  [team, importId, text].every((asked) => asked === undefined) &&
  (followUp === undefined || followUp.state === 'set' || followUp.state === 'none');

/** Throws a `validation` problem for statuses that the organisation does not have. */
export function refuseUnknownStatuses(
  { status }: AskedFilter,
  { actor }: Pick<Asker, 'actor'>,
  place: Pick<InputIssue, 'in' | 'pointer'>,
): void {
  const known = new Set(actor.organisation.statuses.map(({ key }) => key));
  const unknown = status?.filter((key) => !known.has(key)) ?? [];
  if (unknown.length === 0) return;
  throw invalid([{ ...place, message: `is not a status of this organisation: ${unknown.join(', ')}` }]);
}

function assigneeOf(assignedTo: string, actor: Asker['actor']): string | null | undefined {
  if (assignedTo === 'any') return undefined;
  if (assignedTo === 'none') return null;
  return assignedTo === 'me' ? actor.id : assignedTo;
}

function statusesOf({ status, category }: AskedFilter, actor: Asker['actor']): string[] {
  return actor.organisation.statuses
    .filter((known) => (status?.includes(known.key) ?? true) && (category?.includes(known.category) ?? true))
    .map(({ key }) => key)
    .toSorted();
}
