import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unreadMentionsQuery } from '../mentions/mentionsQuery.ts';

/** Beyond this a number says no more than "many". */
const MOST_SHOWN = 999;

/** How many mentions nobody has read yet; nothing when there are none. */
export function UnreadBadge() {
  const { t } = useTranslation();
  const { data: count = 0 } = useQuery(unreadMentionsQuery());
  if (count === 0) return null;
  const shown = count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count);
  return (
    <Badge size="sm" px={6} aria-label={t('shell.unread', { count, shown })}>
      {shown}
    </Badge>
  );
}
