import type { DateStyle } from '@caseload/shared/imports/importRules.ts';
import type { WallTime, ZoneClock } from '@caseload/shared/time/zonedTime.ts';

export const DATE_EXAMPLES: Readonly<Record<DateStyle, string>> = {
  iso: '2026-11-21 or 2026-11-21T09:30:00Z',
  us: '11/21/2026 or 11/21/2026 09:30:00 AM',
  eu: '21.11.2026 or 21/11/2026 09:30',
};

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?`;
const HALF = String.raw`(?:\s*(?<half>[AaPp])\.?[Mm]\.?)?`;

const SHAPES: Readonly<Record<DateStyle, RegExp>> = {
  iso: new RegExp(
    String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ]\s*${TIME}\s*(?<offset>Z|[+-]\d\d(?::?\d\d)?)?)?$`,
    'iu',
  ),
  us: new RegExp(
    String.raw`^(?<month>\d{1,2})/(?<day>\d{1,2})/(?<year>\d{4})(?:(?:,\s*|\s+)${TIME}${HALF})?$`,
    'u',
  ),
  eu: new RegExp(
    String.raw`^(?<day>\d{1,2})(?<mark>[./-])(?<month>\d{1,2})\k<mark>(?<year>\d{4})(?:(?:,\s*|\s+)${TIME}${HALF})?$`,
    'u',
  ),
};

/**
 * A written time as ISO 8601 in UTC, or undefined when it is none: 30 February and 25:00 are none. Without an
 * offset of its own it is taken as a wall time of `clock`; a date alone is its midnight.
 */
export function readInstant(text: string, style: DateStyle, clock: ZoneClock): string | undefined {
  const parts = SHAPES[style].exec(text.trim())?.groups;
  if (parts === undefined) return undefined;
  const hour = readHour(parts['hour'] ?? '0', parts['half']);
  const wall: WallTime = {
    year: Number(parts['year']),
    month: Number(parts['month']),
    day: Number(parts['day']),
    hour: hour ?? -1,
    minute: Number(parts['minute'] ?? '0'),
    second: Number(parts['second'] ?? '0'),
    millisecond: Number((parts['fraction'] ?? '0').padEnd(3, '0').slice(0, 3)),
  };
  if (!isOnTheCalendar(wall)) return undefined;
  const offset = readOffset(parts['offset']);
  const moment =
    offset === undefined
      ? clock(wall)
      : Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.millisecond) -
        offset;
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

/** Twelve-hour clocks have neither 0 nor 13: 12 AM is midnight, 12 PM is noon. */
function readHour(text: string, half: string | undefined): number | undefined {
  const hour = Number(text);
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}

function isOnTheCalendar({ year, month, day, hour, minute, second }: WallTime): boolean {
  if (year < 1900 || month < 1 || month > 12 || day < 1) return false;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= daysInMonth && hour >= 0 && hour <= 23 && minute <= 59 && second <= 59;
}

/** Milliseconds, or undefined without an offset; NaN for one that no place on earth has. */
function readOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text.toUpperCase() === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', '') || '0');
  if (hours > 15 || minutes > 59) return Number.NaN;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
