import type { Person } from '@caseload/shared/people/person.ts';
import { useTranslation } from 'react-i18next';
import { formatDayAndTime } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';

/** Whether somebody can act, and how long the link they were given is good. */
export function PersonStateMark({ person: { state, link } }: { readonly person: Person }) {
  const { t } = useTranslation();
  const place = usePlace();
  const until = link === null ? null : formatDayAndTime(new Date(link.expiresAt), place);
  return (
    <span className="state-mark">
      <span className="state-mark__state" data-state={state}>
        {t(`people.states.${state}`)}
      </span>
      {until !== null && <span className="state-mark__link quiet">{t('people.linkUntil', { until })}</span>}
      {state === 'invited' && until === null && (
        <span className="state-mark__link quiet">{t('people.noLink')}</span>
      )}
    </span>
  );
}
