import { DUES } from '@caseload/shared/assignedWork/customerFilter.ts';
import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { useTranslation } from 'react-i18next';
import { useOffers } from '../keys/useOffers.ts';
import type { MyWorkSearch } from './myWorkSearch.ts';
import { DUE_TEXT } from './texts.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

/** Lets the palette narrow the list to one status, priority or due day. */
export function useFilterOffers(statuses: readonly Status[]): void {
  const { t } = useTranslation();
  const { search, change } = useMyWorkSearch();
  const offer = (name: string, value: string, filter: Pick<MyWorkSearch, 'status' | 'priority' | 'due'>) => ({
    id: `list.filter.${JSON.stringify(filter)}`,
    label: t('assignedWork.chip', { name, value }),
    run: () => change(filter.status === undefined ? filter : { ...filter, category: undefined }),
  });
  useOffers([
    ...statuses.map(
      ({ key, label, archived }) => !archived && offer(t('assignedWork.status'), label, { status: [key] }),
    ),
    ...PRIORITIES.map((one) =>
      offer(t('words.field.priority'), t(`words.priority.${one}`), { priority: [one] }),
    ),
    ...DUES.map((due) => search.due !== due && offer(t('assignedWork.due'), t(DUE_TEXT[due]), { due })),
  ]);
}
