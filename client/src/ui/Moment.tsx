import { useTranslation } from 'react-i18next';
import { formatAgo, formatExactly } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';

/** A recorded time: how long ago, the exact time on pointing. A plain `title`, since lists show hundreds. */
export function Moment({ at }: { readonly at: string }) {
  const { t } = useTranslation();
  const place = usePlace();
  const now = useNow();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={formatExactly(moment, place)}>
      {formatAgo(moment, now, place) ?? t('time.justNow')}
    </time>
  );
}
