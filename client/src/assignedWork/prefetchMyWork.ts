import type { Session } from '@caseload/shared/session/endpoints.ts';
import type { QueryClient } from '@tanstack/react-query';
import { deviceTimeZone } from '../time/place.ts';
import { usualCountQuery, viewsQuery } from '../views/viewsQuery.ts';
import { myWorkPages } from './customerPages.ts';
import type { MyWorkSearch } from './myWorkSearch.ts';

/** Begins to read what the address of My work needs; the page shows what it has meanwhile. */
export function prefetchMyWork(queryClient: QueryClient, search: MyWorkSearch, session: Session): void {
  const { statuses } = session.organisation;
  const timeZone = session.settings.timeZone ?? deviceTimeZone();
  void queryClient.prefetchInfiniteQuery(myWorkPages(search, statuses, timeZone));
  void queryClient.prefetchQuery(viewsQuery(timeZone));
  void queryClient.prefetchQuery(usualCountQuery(statuses, timeZone));
}
