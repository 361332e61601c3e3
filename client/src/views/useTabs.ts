import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { listOf } from '../assignedWork/filterDocument.ts';
import { useMyWorkSearch } from '../assignedWork/useMyWorkSearch.ts';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { isModified, type Tab, tabOf, tabsOf } from './tabs.ts';
import { usualCountQuery, viewsQuery } from './viewsQuery.ts';

export type Tabs = {
  readonly tabs: readonly Tab[];
  readonly current: Tab | undefined;
  /** Whether the list differs from the tab it began as. */
  readonly isModified: boolean;
};

/** The tabs above the list and where the list stands among them. */
export function useTabs(): Tabs {
  const { t } = useTranslation();
  const { timeZone } = usePlace();
  const { statuses } = useSession().organisation;
  const { search } = useMyWorkSearch();
  const { data } = useQuery(viewsQuery(timeZone));
  const usual = useQuery(usualCountQuery(statuses, timeZone));
  const usualCount = usual.data?.total ?? null;
  return useMemo(() => {
    const tabs = tabsOf(t, data?.items ?? [], usualCount);
    // Until the views are known, nobody can say which of them the address names.
    const isKnown = data !== undefined || search.view === undefined;
    const current = isKnown ? tabOf(tabs, search, statuses) : undefined;
    const isChanged = current !== undefined && isModified(current, listOf(search), statuses);
    return { tabs, current, isModified: isChanged };
  }, [t, data, usualCount, search, statuses]);
}
