import { localeOf, type Place } from '../time/place.ts';

const STYLES = {
  clock: { hour: '2-digit', minute: '2-digit' },
  longDay: { dateStyle: 'full' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const known = new Map<string, Intl.DateTimeFormat>();

/** `14:05` */
export function clockText(moment: Date, place: Place): string {
  return formatter('clock', place).format(moment);
}

/** `Saturday, 21 November 2026` */
export function longDayText(moment: Date, place: Place): string {
  return formatter('longDay', place).format(moment);
}

/** Kept: making one takes far longer than using it. */
function formatter(style: keyof typeof STYLES, { language, timeZone }: Place): Intl.DateTimeFormat {
  const name = [style, language, timeZone].join();
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat(localeOf(language), { ...STYLES[style], timeZone });
  known.set(name, made);
  return made;
}
