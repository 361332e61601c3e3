import { useTranslation } from 'react-i18next';
import { type DueState, dueState } from '../time/dueDay.ts';
import { formatDay, formatExactly } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';
import './dueDay.css';

const WORDS = { overdue: 'time.overdue', today: 'time.today', tomorrow: 'time.tomorrow' } as const;

/** A due date as its day, and a word where it matters, so that colour is never the only sign. */
export function DueDay({
  dueAt,
  isDone = false,
}: {
  readonly dueAt: string | null;
  readonly isDone?: boolean;
}) {
  const { t } = useTranslation();
  const place = usePlace();
  const now = useNow();
  if (dueAt === null) return <span className="quiet">{t('time.none')}</span>;
  const moment = new Date(dueAt);
  const state: DueState = isDone ? 'later' : dueState(dueAt, now, place.timeZone);
  return (
    <time dateTime={dueAt} className="due-day" data-state={state} title={formatExactly(moment, place)}>
      <span>{formatDay(moment, place)}</span>
      {state !== 'later' && <span className="due-day__word">{t(WORDS[state])}</span>}
    </time>
  );
}
