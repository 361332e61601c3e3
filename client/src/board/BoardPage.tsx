import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import { Box, Button } from '@mantine/core';
import { IconLock, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FilterChoice } from '../assignedWork/FilterChoice.tsx';
import { FilterMenu } from '../assignedWork/FilterMenu.tsx';
import { clockText } from '../activity/clockText.ts';
import { ListMessage } from '../assignedWork/ListMessage.tsx';
import { ListSkeleton } from '../assignedWork/ListSkeleton.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { BalancePanel } from './BalancePanel.tsx';
import { BoardTable } from './BoardTable.tsx';
import { BOARD_SORTS } from './boardSearch.ts';
import { useBoard } from './useBoard.ts';
import './board.css';

/** Who has how much work, and what to do about it; for those who look after the work of others. */
export function BoardPage() {
  const { t } = useTranslation();
  const { employee } = useSession();
  if (canSupervise(employee)) return <BoardOfPeople />;
  return (
    <section className="board">
      <div className="board__head">
        <PageHeading>{t('board.title')}</PageHeading>
      </div>
      <ListMessage icon={<IconLock />} title={t('board.noPermissionTitle')} text={t('board.noPermission')} />
    </section>
  );
}

function BoardOfPeople() {
  const { t } = useTranslation();
  const place = usePlace();
  const board = useBoard();
  const { query, teams, team, sort, people, change } = board;
  const teamName = teams.find(({ id }) => id === team)?.name ?? t('board.everybody');
  const { data } = query;
  return (
    <section className="board">
      <div className="board__head">
        <PageHeading>{t('board.title')}</PageHeading>
        <div className="board__tools">
          {teams.length > 0 && (
            <FilterMenu label={t('board.teamIs', { name: teamName })}>
              <FilterChoice
                label={t('board.everybody')}
                isOn={team === 'all'}
                pick={() => change({ team: 'all' })}
              />
              {teams.map(({ id, name }) => (
                <FilterChoice key={id} label={name} isOn={team === id} pick={() => change({ team: id })} />
              ))}
            </FilterMenu>
          )}
          <FilterMenu label={t(`board.sortBy.${sort}`)}>
            {BOARD_SORTS.map((one) => (
              <FilterChoice
                key={one}
                label={t(`board.sortBy.${one}`)}
                isOn={sort === one}
                pick={() => change({ sort: one === 'load' ? undefined : one })}
              />
            ))}
          </FilterMenu>
          <span className="board__state" role="status">
            {board.isMoved && (
              <span className="board__moved">
                {t('board.moved')}{' '}
                <Button size="compact-xs" variant="subtle" onClick={board.sortAgain}>
                  {t('board.sortAgain')}
                </Button>
              </span>
            )}
            {query.isRefetchError && t('board.refetchFailed')}
          </span>
          {data !== undefined && (
            <span className="board__as-of quiet">
              {t('board.asOf', { time: clockText(new Date(data.asOf), place) })}
            </span>
          )}
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={query.isFetching && !query.isPending}
            disabled={query.isPending}
            onClick={() => void query.refetch()}
          >
            {t('board.refresh')}
          </Button>
        </div>
      </div>
      {query.isPending && <ListSkeleton />}
      {query.isError && data === undefined && (
        <Box p="md">
          <ErrorPanel
            error={query.error}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        </Box>
      )}
      {data !== undefined && (
        <>
          <BalancePanel balance={data.balance} />
          <BoardTable board={data} people={people} sort={sort} onSort={change} />
        </>
      )}
    </section>
  );
}
