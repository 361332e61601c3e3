import { IconMoon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDay, formatDayAndTime } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';

type Props = { readonly followUpAt: string | null; readonly isDone: boolean };

/** Says that a customer sleeps and until when. */
export function SleepMark({ followUpAt, isDone }: Props) {
  const { t } = useTranslation();
  const place = usePlace();
  const now = useNow();
  if (followUpAt === null || isDone || Date.parse(followUpAt) <= now.getTime()) return null;
  const until = new Date(followUpAt);
  return (
    <span
      className="sleep-mark"
      title={t('assignedWork.snoozedUntil', { when: formatDayAndTime(until, place) })}
    >
      <IconMoon size={14} aria-hidden /> {formatDay(until, place)}
    </span>
  );
}
