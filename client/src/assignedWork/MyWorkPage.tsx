import { worksThroughCustomers } from '@caseload/shared/rules/worksThroughCustomers.ts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useTabs } from '../views/useTabs.ts';
import { useViewKeys } from '../views/useViewKeys.ts';
import { ViewActions } from '../views/ViewActions.tsx';
import { ViewTabs } from '../views/ViewTabs.tsx';
import { FilterBar } from './FilterBar.tsx';
import { FilterChips } from './FilterChips.tsx';
import { MyWorkDesk } from './MyWorkDesk.tsx';
import { StartWorking } from './StartWorking.tsx';
import { ClaimNext } from '../board/ClaimNext.tsx';
import { CUSTOMER_FILES } from '../exports/files.ts';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { useExportedList } from '../exports/useExportedList.ts';
import './myWork.css';
import { useExportOffers } from '../exports/useExportOffers.ts';

/** The customers of the signed-in person: which of them, by tabs and filters, and the list to work in. */
export function MyWorkPage() {
  const { t } = useTranslation();
  const { employee, organisation } = useSession();
  const { statuses } = organisation;
  const exported = useExportedList();
  useExportOffers(CUSTOMER_FILES, exported);
  const searchBox = useRef<HTMLInputElement>(null);
  const tabs = useTabs();
  useViewKeys(tabs);
  return (
    <section className="my-work">
      <div className="my-work__head">
        <div className="my-work__title">
          <PageHeading>{t('assignedWork.title')}</PageHeading>
          <div className="my-work__starts">
            <ExportMenu
              paths={CUSTOMER_FILES}
              query={exported}
              textOf={(count, formatted) => t('exports.customers', { count, formatted })}
            />
            {worksThroughCustomers(employee) && <ClaimNext />}
            <StartWorking />
          </div>
        </div>
        <div className="my-work__tabs">
          <ViewTabs {...tabs} />
          <ViewActions {...tabs} />
        </div>
        <FilterBar statuses={statuses} searchRef={searchBox} />
        <FilterChips statuses={statuses} />
      </div>
      <MyWorkDesk tabs={tabs} focusSearch={() => searchBox.current?.select()} />
    </section>
  );
}
