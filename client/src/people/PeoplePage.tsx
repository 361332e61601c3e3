import { canManagePeople } from '@caseload/shared/rules/canManage.ts';
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { NoPermission } from '../app/NoPermission.tsx';
import { OrganisationHistory } from './OrganisationHistory.tsx';
import { People } from './People.tsx';
import { usePeopleSearch } from './usePeopleSearch.ts';
import './people.css';

/** Where administrators manage who belongs to the organisation, and see what was done to it. */
export function PeoplePage() {
  const { t } = useTranslation();
  const { employee } = useSession();
  if (!canManagePeople(employee)) return <NoPermission text={t('people.noPermission')} />;
  return <Managed />;
}

function Managed() {
  const { t } = useTranslation();
  const { search, change } = usePeopleSearch();
  const shown = search.show ?? 'people';
  return (
    <section className="people">
      <PageHeading tabTitle={shown === 'history' ? t('people.history') : t('people.title')}>
        {t('people.title')}
      </PageHeading>
      <Tabs
        value={shown}
        onChange={(tab) => change({ show: tab === 'history' ? 'history' : undefined })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('people.title')}>
          <Tabs.Tab value="people">{t('people.list')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('people.history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people" className="people__panel">
          <People />
        </Tabs.Panel>
        <Tabs.Panel value="history" className="people__panel">
          <OrganisationHistory />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
