import { customType } from '../drizzle.ts';

// PostgreSQL writes 2026-11-21 04:00:00.12+00 (DateStyle ISO, zone UTC) and drops trailing zeros.
const WRITTEN = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/u;

/** `2026-11-21 04:00:00.12+00` → `2026-11-21T04:00:00.120000Z`. Microseconds survive, which `Date` would drop; `infinity` stays. */
export function isoInstant(written: string): string {
  if (written === 'infinity') return written;
  const match = WRITTEN.exec(written);
  if (!match) throw new RangeError(`not a time as PostgreSQL writes it in UTC: ${written}`);
  const [, day, time, fraction = ''] = match;
  return `${day}T${time}.${fraction.padEnd(6, '0')}Z`;
}

/** A `timestamptz` as an ISO 8601 string in UTC with exactly six digits of a second. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: isoInstant,
});
