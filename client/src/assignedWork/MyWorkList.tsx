import type { CheckState } from './CheckMark.tsx';
import type { RowShared } from './CustomerRow.tsx';
import type { Tabs } from '../views/useTabs.ts';
import { useDelayed } from '../ui/useDelayed.ts';
import { CustomerTable } from './CustomerTable.tsx';
import { extraColumnOf } from './columns.ts';
import { EmptyList } from './EmptyList.tsx';
import { ListError, ListOffline } from './ListError.tsx';
import { ListFooter } from './ListFooter.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import type { MyWork } from './useMyWork.ts';
import { useMyWorkSearch } from './useMyWorkSearch.ts';

type Props = {
  readonly work: MyWork;
  readonly tabs: Tabs;
  readonly activeId: string | null;
  readonly isMarked: (id: string) => boolean;
  readonly marked: CheckState;
  readonly onMarkAll: () => void;
  readonly shared: RowShared;
};

/** The rows, or what stands in their place. */
export function MyWorkList({ work, tabs, ...table }: Props) {
  const { change } = useMyWorkSearch();
  const { query, list, ids, isShown } = work;
  const isLoading = useDelayed(work.isOther);
  if (!isShown) {
    if (query.isError) return <ListError query={query} />;
    return query.fetchStatus === 'paused' ? <ListOffline /> : <ListSkeleton />;
  }
  if (ids.length === 0 && !query.hasNextPage) return <EmptyList {...tabs} />;
  return (
    <>
      <CustomerTable
        ids={ids}
        missing={work.missing}
        notLoaded={work.notLoaded}
        total={work.total}
        first={work.first}
        sort={list.sort}
        onSort={(sort) => change({ sort: sort === 'dueAt' ? undefined : sort })}
        extra={extraColumnOf(list)}
        isLoading={isLoading}
        canLoad={work.canLoad}
        onNearEnd={work.loadMore}
        {...table}
      />
      <ListFooter work={work} />
    </>
  );
}
