import { DUES } from '@caseload/shared/assignedWork/customerFilter.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceFilter } from './ChoiceFilter.tsx';
import { useWhichList } from './listPlace.ts';
import { MoreFilters } from './MoreFilters.tsx';
import { PriorityFilter } from './PriorityFilter.tsx';
import { SearchBox } from './SearchBox.tsx';
import { SortMenu } from './SortMenu.tsx';
import { StatusFilter } from './StatusFilter.tsx';
import { TagFilter } from './TagFilter.tsx';
import { AssigneeFilter } from '../everyCustomer/AssigneeFilter.tsx';
import { TeamFilter } from '../everyCustomer/TeamFilter.tsx';
import { DUE_TEXT } from './texts.ts';
import { useFilterOffers } from './useFilterOffers.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

type Props = { readonly statuses: readonly Status[]; readonly searchRef: Ref<HTMLInputElement> };

/** Everything that decides which customers the list holds and in which order. */
export function FilterBar({ statuses, searchRef }: Props) {
  const { t } = useTranslation();
  const { search, change } = useMyWorkSearch();
  useFilterOffers(statuses);
  const isEverybodys = useWhichList().usualAssignee === 'any';
  return (
    <div className="filter-bar" role="group" aria-label={t('assignedWork.filters')}>
      <SearchBox
        ref={searchRef}
        value={search.q ?? ''}
        onSearch={(text) =>
          change({ q: text === '' ? undefined : text }, { replace: search.q !== undefined })
        }
      />
      {isEverybodys && (
        <AssigneeFilter onChange={(assignedTo) => change({ assignedTo }, { replace: true })} />
      )}
      {isEverybodys && (
        <TeamFilter asked={search.team} onChange={(team) => change({ team }, { replace: true })} />
      )}
      <StatusFilter
        search={search}
        statuses={statuses}
        onChange={(choose) =>
          change((now) => ({ status: choose(now), category: undefined }), { replace: true })
        }
      />
      <PriorityFilter
        asked={search.priority}
        onChange={(choose) => change((now) => ({ priority: choose(now.priority) }), { replace: true })}
      />
      <ChoiceFilter
        label={t('assignedWork.due')}
        anyText={t('assignedWork.dueAny')}
        values={DUES}
        textOf={(due) => t(DUE_TEXT[due])}
        value={search.due}
        onChange={(due) => change({ due })}
      />
      <TagFilter
        asked={search.tag}
        onChange={(choose) => change((now) => ({ tag: choose(now.tag) }), { replace: true })}
      />
      <MoreFilters />
      <SortMenu />
    </div>
  );
}
