import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyWork } from './useMyWork.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';
import './listFooter.css';

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
