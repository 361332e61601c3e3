import { listEmployees } from '@caseload/shared/employees/endpoints.ts';
import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { dayText } from '../customers/fieldText.ts';
import { dayOf, writeDay } from '../assignedWork/changeTimes.ts';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';
import type { Option } from './findOptions.ts';
import type { Gain } from './loadAfter.ts';

/**
 * Everybody who can be given work: what they hold now, and what they would. Those with the least come first, and
 * last who is there to look after others.
 */
export function usePeopleToAssign(gainOf: ((personId: string) => Gain) | undefined): readonly Option[] {
  const { t, i18n } = useTranslation();
  const place = usePlace();
  const today = writeDay(dayOf(useNow(), place.timeZone));
  const { data } = useQuery(endpointQuery(listEmployees, {}));
  const format = (number: number) => number.toLocaleString(i18n.language);

  function loadText(id: string, open: number): string {
    const before = format(open);
    if (gainOf === undefined) return t('batches.open', { count: open, formatted: before });
    const { count, isExact } = gainOf(id);
    const after = format(open + count);
    return t(isExact ? 'batches.loadAfter' : 'batches.loadAtMost', { before, after });
  }

  return (data?.items ?? [])
    .filter(({ active }) => active)
    .toSorted((a, b) => Number(canSupervise(a)) - Number(canSupervise(b)) || a.openCount - b.openCount)
    .map(({ id, name, openCount, awayUntil }) => {
      const load = loadText(id, openCount);
      const isAway = awayUntil !== null && awayUntil >= today;
      const hint = isAway ? t('batches.awayAnd', { until: dayText(place.language, awayUntil), load }) : load;
      return { id, name, hint };
    });
}
