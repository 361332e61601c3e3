import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { countQuery } from './customerPages.ts';
import { type FilteredList, unfinishedStatuses } from './filterDocument.ts';
import { nameStatusSet } from './nameStatusSet.ts';
import type { MyWork } from './useMyWork.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';
import './listFooter.css';

/** As the counts of the tabs. */
const FRESH_MS = 5_000;

/** How many there are, and what else there is to say; below the rows, where nothing can move them. */
export function ListFooter({ work }: { readonly work: MyWork }) {
  const { t, i18n } = useTranslation();
  const { search, change } = useMyWorkSearch();
  const { total, first, moved, query } = work;
  const format = (number: number) => number.toLocaleString(i18n.language);
  return (
    <footer className="list-footer">
      <span role="status">
        {total !== undefined && t('assignedWork.total', { count: total, formatted: format(total) })}
        <Overdue list={work.list} />
        {search.cursor !== undefined && (
          <>
            {' · '}
            {t('assignedWork.fromRow', { first: format(first) })}{' '}
            <Action onClick={() => change({})}>{t('assignedWork.backToStart')}</Action>
          </>
        )}
      </span>
      <span role="status">
        <Note
          isFailed={query.isError || query.isFetchNextPageError}
          moved={moved}
          onRetry={() => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch())}
          onRefresh={() => void work.refreshOrder()}
        />
      </span>
    </footer>
  );
}

/** How many of them are overdue, and the way to just those; nothing where the list is one of due dates anyway. */
function Overdue({ list }: { readonly list: FilteredList }) {
  const { t, i18n } = useTranslation();
  const { change } = useMyWorkSearch();
  const { timeZone } = usePlace();
  const { statuses } = useSession().organisation;
  const { category: _, ...filter } = list.filter;
  const { due, dueFrom, dueBefore } = filter;
  const isOfDays = due !== undefined || dueFrom !== undefined || dueBefore !== undefined;
  const unfinished = unfinishedStatuses(list.filter, statuses);
  const isAsked = !isOfDays && unfinished.length > 0;
  const overdue: FilteredList = {
    filter: { ...filter, status: [...unfinished], due: 'overdue' },
    sort: 'dueAt',
  };
  const query = endpointQuery(listCustomers, { query: countQuery(overdue, statuses, timeZone) });
  const count = useQuery({ ...query, staleTime: FRESH_MS, enabled: isAsked }).data?.total ?? 0;
  if (!isAsked || count === 0) return null;
  const status = nameStatusSet(unfinished, statuses);
  return (
    <>
      {' · '}
      <Action onClick={() => change({ category: undefined, status, due: 'overdue' })}>
        {t('assignedWork.overdueOf', { count, formatted: count.toLocaleString(i18n.language) })}
      </Action>
    </>
  );
}

type NoteProps = {
  readonly isFailed: boolean;
  /** Customers the server would order otherwise by now; they move only when asked to. */
  readonly moved: number;
  readonly onRetry: () => void;
  readonly onRefresh: () => void;
};

function Note({ isFailed, moved, onRetry, onRefresh }: NoteProps) {
  const { t } = useTranslation();
  if (isFailed)
    return (
      <>
        {t('assignedWork.refetchFailed')} · <Action onClick={onRetry}>{t('errors.retry')}</Action>
      </>
    );
  if (moved === 0) return null;
  return (
    <span className="list-footer__chip">
      {t('assignedWork.outdated', { count: moved })} ·{' '}
      <Action onClick={onRefresh}>{t('assignedWork.refresh')}</Action>
    </span>
  );
}

function Action({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <Anchor component="button" type="button" size="sm" onClick={onClick}>
      {children}
    </Anchor>
  );
}
