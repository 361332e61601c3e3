const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** `12 Nov 2026` */
export function formatDay(moment: Date, language: string): string {
  return formatters(language).day.format(moment);
}

/** Day, time and zone, for tooltips. */
export function formatExactly(moment: Date, language: string): string {
  return formatters(language).exact.format(moment);
}

/** `5 minutes ago` up to a week, the day beyond; null within the last minute, which is "just now". */
export function formatAgo(moment: Date, now: Date, language: string): string | null {
  const elapsed = now.getTime() - moment.getTime();
  if (elapsed < MINUTE) return null;
  if (elapsed >= WEEK) return formatDay(moment, language);
  const { relative } = formatters(language);
  if (elapsed < HOUR) return relative.format(-Math.floor(elapsed / MINUTE), 'minute');
  if (elapsed < DAY) return relative.format(-Math.floor(elapsed / HOUR), 'hour');
  return relative.format(-Math.floor(elapsed / DAY), 'day');
}

type Formatters = {
  readonly day: Intl.DateTimeFormat;
  readonly exact: Intl.DateTimeFormat;
  readonly relative: Intl.RelativeTimeFormat;
};

const known = new Map<string, Formatters>();

/** Kept: making one takes far longer than using it, and a list formats hundreds of times. */
function formatters(language: string): Formatters {
  const kept = known.get(language);
  if (kept !== undefined) return kept;
  // Day before month, as the product writes its dates, unless the language has a habit of its own.
  const locale = language === 'en' ? 'en-GB' : language;
  const made = {
    day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
    exact: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }),
    relative: new Intl.RelativeTimeFormat(language),
  };
  known.set(language, made);
  return made;
}
