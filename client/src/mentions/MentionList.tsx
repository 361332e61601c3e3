import { Box, Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { IconAt, IconChecks } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListMessage } from '../assignedWork/ListMessage.tsx';
import { useKeys } from '../keys/useKeys.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { mentionLinkId, MentionRow } from './MentionRow.tsx';
import { type MentionFilter, mentionsQuery } from './mentionsQuery.ts';
import type { Which } from './markRead.ts';

type Props = {
  readonly filter: MentionFilter;
  readonly onRead: (which: Which) => void;
  readonly onShowAll: () => void;
};

/** The mentions by pages, or what stands in their place. */
export function MentionList({ filter, onRead, onShowAll }: Props) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    ...mentionsQuery(filter),
    // Those read here stay in their places; coming back to the list shows what is unread then.
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [activeId, setActiveId] = useState<string | null>(null);
  const at = items.findIndex(({ action }) => action.id === activeId);
  const isSlow = useDelayed(query.isPending);

  function focusAt(index: number) {
    const id = items[Math.min(Math.max(index, 0), items.length - 1)]?.action.id;
    if (id !== undefined) document.getElementById(mentionLinkId(id))?.focus();
  }
  useKeys([
    { action: 'list.next', run: () => focusAt(at + 1) },
    { action: 'list.previous', run: () => focusAt(at - 1) },
    {
      action: 'list.open',
      run: () => activeId !== null && document.getElementById(mentionLinkId(activeId))?.click(),
    },
  ]);

  return (
    <>
      {isSlow && (
        <Stack gap="sm" p="md" role="status">
          <VisuallyHidden>{t('mentions.loading')}</VisuallyHidden>
          {Array.from({ length: 6 }, (_, row) => (
            <Skeleton key={row} height={56} />
          ))}
        </Stack>
      )}
      {query.isSuccess && items.length === 0 && <Empty filter={filter} onShowAll={onShowAll} />}
      {items.length > 0 && (
        <ol className="mentions__list" aria-label={t('mentions.list')} aria-busy={query.isFetching}>
          {items.map((mention) => (
            <MentionRow key={mention.action.id} mention={mention} onActive={setActiveId} onRead={onRead} />
          ))}
        </ol>
      )}
      {query.isError && (
        <Box p="md">
          <ErrorPanel
            error={query.error}
            onRetry={() => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch())}
            isRetrying={query.isFetching}
          />
        </Box>
      )}
      {query.hasNextPage && (
        <Button
          m="md"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('mentions.earlier')}
        </Button>
      )}
    </>
  );
}

function Empty({ filter, onShowAll }: Pick<Props, 'filter' | 'onShowAll'>) {
  const { t } = useTranslation();
  if (filter === 'all')
    return <ListMessage icon={<IconAt />} title={t('mentions.nothingTitle')} text={t('mentions.nothing')} />;
  return (
    <ListMessage icon={<IconChecks />} title={t('mentions.doneTitle')} text={t('mentions.done')}>
      <Button variant="default" onClick={onShowAll}>
        {t('mentions.showAll')}
      </Button>
    </ListMessage>
  );
}
