import type { ImportSummary } from '@caseload/shared/imports/import.ts';
import { Button, Skeleton, Stack } from '@mantine/core';
import { IconTableImport } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ListMessage } from '../assignedWork/ListMessage.tsx';
import { Moment } from '../ui/Moment.tsx';
import { useDelayed } from '../ui/useDelayed.ts';
import { ImportTrouble } from './ImportTrouble.tsx';
import { stateName } from './importState.ts';
import { importsQuery } from './importsQuery.ts';
import { useWords } from './useWords.ts';

/** All imports, newest first, each leading to where it stands. */
export function ImportList() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(importsQuery());
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="import-list">
      <h2 className="imports__heading">{t('imports.listTitle')}</h2>
      {query.isPending && <ListSkeleton />}
      {query.isSuccess && items.length === 0 && (
        <ListMessage icon={<IconTableImport />} title={t('imports.noneTitle')} text={t('imports.none')} />
      )}
      {items.length > 0 && <ImportTable items={items} />}
      {query.isError && (
        <ImportTrouble
          error={query.error}
          onRetry={() => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch())}
          isRetrying={query.isFetching}
        />
      )}
      {query.hasNextPage && !query.isError && (
        <Button
          variant="default"
          onClick={() => void query.fetchNextPage()}
          loading={query.isFetchingNextPage}
        >
          {t('imports.older')}
        </Button>
      )}
    </div>
  );
}

function ImportTable({ items }: { readonly items: readonly ImportSummary[] }) {
  const { t } = useTranslation();
  return (
    <table className="imports-table">
      <thead>
        <tr>
          <th scope="col">{t('imports.file')}</th>
          <th scope="col">{t('imports.state')}</th>
          <th scope="col">{t('imports.outcome')}</th>
          <th scope="col">{t('imports.by')}</th>
          <th scope="col">{t('imports.when')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ImportLine key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function ImportLine({ item }: { readonly item: ImportSummary }) {
  const { t, count } = useWords();
  const { id, fileName, createdBy, createdAt, result } = item;
  const state = stateName(item);
  const outcome =
    result !== null &&
    t('imports.outcomeText', {
      created: count(result.created + result.restored),
      updated: count(result.updated),
      rejected: count(result.rejected),
    });
  return (
    <tr>
      <th scope="row">
        <Link to="/import/$importId" params={{ importId: id }} className="imports-table__file">
          {fileName}
        </Link>
      </th>
      <td>
        <span className="import-state" data-state={state}>
          {t(`imports.states.${state}`)}
        </span>
      </td>
      <td className="imports-table__outcome">{outcome}</td>
      <td>{createdBy.name}</td>
      <td className="quiet">
        <Moment at={createdAt} />
      </td>
    </tr>
  );
}

/** Stands where the rows will be, once waiting for them has become noticeable. */
function ListSkeleton() {
  const { t } = useTranslation();
  const isShown = useDelayed(true);
  if (!isShown) return null;
  return (
    <Stack gap="sm" role="status" aria-label={t('imports.loading')}>
      {Array.from({ length: 4 }, (_, row) => (
        <Skeleton key={row} height={28} />
      ))}
    </Stack>
  );
}
