import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFieldWords } from '../customers/useFieldWords.ts';
import { useNow } from '../time/useNow.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { ActivityChips } from './ActivityChips.tsx';
import { ActivityFilters } from './ActivityFilters.tsx';
import { ActivityList } from './ActivityList.tsx';
import { filterQuery } from './activityQuery.ts';
import { ExportButton } from './ExportButton.tsx';
import { useActivitySearch } from './useActivitySearch.ts';
import './activity.css';
import './activityFilters.css';

const FILTERS_ID = 'activity-filters';

/** What everybody of the organisation did, newest first. */
export function ActivityPage() {
  const { t } = useTranslation();
  const { search } = useActivitySearch();
  const words = useFieldWords();
  const filter = filterQuery(search, words.timeZone, useNow());
  const [areFiltersOpen, filters] = useDisclosure(false);
  return (
    <section className="activity">
      <div className="activity__head">
        <div className="activity__title">
          <PageHeading>{t('activity.title')}</PageHeading>
          <Button
            className="activity__filters-button"
            variant="default"
            leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
            aria-expanded={areFiltersOpen}
            aria-controls={FILTERS_ID}
            onClick={filters.toggle}
          >
            {t('activity.filters')}
          </Button>
          <ExportButton filter={filter} />
        </div>
        <div className="activity__filters" data-open={areFiltersOpen}>
          <ActivityFilters id={FILTERS_ID} words={words} />
        </div>
        <ActivityChips words={words} />
      </div>
      <ActivityList key={JSON.stringify(filter)} filter={filter} words={words} />
    </section>
  );
}
