import type { ActivityFilter } from '@caseload/shared/activity/endpoints.ts';
import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import type { Sort } from '@caseload/shared/assignedWork/endpoints.ts';
import { searchOf } from '../assignedWork/filterDocument.ts';
import type { Days } from './reportPeriod.ts';
import type { ReportLink } from './reportTable.ts';

/** The list of customers that a filter document holds. */
export function customersLink(filter: CustomerFilter, sort: Sort = 'dueAt'): ReportLink {
  return { to: '/customers', search: searchOf({ filter, sort }) };
}

/** What happened on these days, in the person's zone as everywhere; the document says the same as moments. */
export function activityLink(
  { actor, team, fromStatus, toStatus }: ActivityFilter,
  { from, to }: Days,
): ReportLink {
  return {
    to: '/activity',
    search: {
      ...(actor === undefined ? {} : { actor }),
      ...(team === undefined ? {} : { team }),
      ...(fromStatus === undefined ? {} : { fromStatus }),
      ...(toStatus === undefined ? {} : { toStatus }),
      from,
      to,
    },
  };
}
