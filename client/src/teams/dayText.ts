import { formatDay } from '../time/formatTime.ts';
import type { Place } from '../time/place.ts';

/** `12 Nov 2026`, of a calendar day as `2026-11-12`: a day is the same in every time zone. */
export function dayText(day: string, { language }: Place): string {
  return formatDay(new Date(`${day}T12:00:00Z`), { language, timeZone: 'UTC' });
}
