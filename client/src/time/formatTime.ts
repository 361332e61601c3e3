import { localeOf, type Place } from './place.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** `12 Nov 2026` */
export function formatDay(moment: Date, place: Place): string {
  return formatters(place).day.format(moment);
}

/** `12 Nov 2026, 14:30` */
export function formatDayAndTime(moment: Date, place: Place): string {
  return formatters(place).dayAndTime.format(moment);
}

/** Day, time and zone, for tooltips. */
export function formatExactly(moment: Date, place: Place): string {
  return formatters(place).exact.format(moment);
}

/** `5 minutes ago` up to a week, the day beyond; null within the last minute, which is "just now". */
export function formatAgo(moment: Date, now: Date, place: Place): string | null {
  const elapsed = now.getTime() - moment.getTime();
  if (elapsed < MINUTE) return null;
  if (elapsed >= WEEK) return formatDay(moment, place);
  const { relative } = formatters(place);
  if (elapsed < HOUR) return relative.format(-Math.floor(elapsed / MINUTE), 'minute');
  if (elapsed < DAY) return relative.format(-Math.floor(elapsed / HOUR), 'hour');
  return relative.format(-Math.floor(elapsed / DAY), 'day');
}

type Formatters = {
  readonly day: Intl.DateTimeFormat;
  readonly dayAndTime: Intl.DateTimeFormat;
  readonly exact: Intl.DateTimeFormat;
  readonly relative: Intl.RelativeTimeFormat;
};

const known = new Map<string, Formatters>();

/** Kept: making one takes far longer than using it, and a list formats hundreds of times. */
function formatters({ language, timeZone }: Place): Formatters {
  const name = `${language} ${timeZone}`;
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  const locale = localeOf(language);
  const made = {
    day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone }),
    dayAndTime: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
    exact: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone }),
    relative: new Intl.RelativeTimeFormat(locale),
  };
  known.set(name, made);
  return made;
}
