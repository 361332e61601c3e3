import type { Activity } from '@caseload/shared/activity/endpoints.ts';
import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ActivityFilterQuery, activityQuery, newerQuery } from './activityQuery.ts';
import { CONTENT_ID } from '../shell/focus.ts';

type Props = { readonly filter: ActivityFilterQuery; readonly items: readonly Activity[] };

const COUNTED = 99;

/** Says how much has happened since the list was read. The rows stay where they are until this is pressed. */
export function NewerChip({ filter, items }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: newest } = useQuery(newerQuery(filter, items[0]?.action.createdAt ?? null));
  const known = new Set(items.map(({ action }) => action.id));
  const count = newest.filter((id) => !known.has(id)).length;

  async function refresh() {
    const { queryKey } = activityQuery(filter);
    window.scrollTo(0, 0);
    document.getElementById(CONTENT_ID)?.focus({ preventScroll: true });
    // One page is read again instead of all that were opened by scrolling.
    queryClient.setQueryData(queryKey, (read) =>
      read === undefined ? read : { pages: read.pages.slice(0, 1), pageParams: read.pageParams.slice(0, 1) },
    );
    await queryClient.refetchQueries({ queryKey });
  }

  return (
    <div className="activity__newer" role="status">
      {count > 0 && (
        <Button
          size="xs"
          radius="xl"
          leftSection={<IconArrowUp size={14} aria-hidden />}
          onClick={() => void refresh()}
        >
          {count > COUNTED ? t('activity.newerMany', { count: COUNTED }) : t('activity.newer', { count })}
        </Button>
      )}
    </div>
  );
}
