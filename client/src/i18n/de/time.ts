import type { time as english } from '../en/time.ts';
import type { Translation } from '../translation.ts';

export const time: Translation<typeof english> = {
  justNow: 'gerade eben',
  overdue: 'Überfällig',
  today: 'Heute',
  tomorrow: 'Morgen',
  none: 'Kein Datum',
};
