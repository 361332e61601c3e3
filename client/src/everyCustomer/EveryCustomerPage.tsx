import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '../assignedWork/FilterBar.tsx';
import { FilterChips } from '../assignedWork/FilterChips.tsx';
import { EVERYBODYS, ListPlaceContext } from '../assignedWork/listPlace.ts';
import { MyWorkDesk } from '../assignedWork/MyWorkDesk.tsx';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { CUSTOMER_FILES } from '../exports/files.ts';
import { useExportedList } from '../exports/useExportedList.ts';
import { useSession } from '../session/sessionQuery.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import type { Tabs } from '../views/useTabs.ts';
import { ViewActions } from '../views/ViewActions.tsx';
import '../assignedWork/myWork.css';
import { useExportOffers } from '../exports/useExportOffers.ts';

/** Everybody's customers, in the same list as one's own. What is saved as a view becomes a tab of My work. */
export function EveryCustomerPage() {
  return (
    <ListPlaceContext value={EVERYBODYS}>
      <EveryCustomer />
    </ListPlaceContext>
  );
}

function EveryCustomer() {
  const { t } = useTranslation();
  const { statuses } = useSession().organisation;
  const exported = useExportedList();
  useExportOffers(CUSTOMER_FILES, exported);
  const searchBox = useRef<HTMLInputElement>(null);
  const tabs: Tabs = useMemo(() => ({ tabs: [], current: undefined, isModified: false }), []);
  return (
    <section className="my-work">
      <div className="my-work__head">
        <div className="my-work__title">
          <PageHeading>{t('assignedWork.everybodysTitle')}</PageHeading>
          <div className="my-work__starts">
            <ExportMenu
              paths={CUSTOMER_FILES}
              query={exported}
              textOf={(count, formatted) => t('exports.customers', { count, formatted })}
            />
            <ViewActions {...tabs} />
          </div>
        </div>
        <FilterBar statuses={statuses} searchRef={searchBox} />
        <FilterChips statuses={statuses} />
      </div>
      <MyWorkDesk tabs={tabs} focusSearch={() => searchBox.current?.select()} />
    </section>
  );
}
