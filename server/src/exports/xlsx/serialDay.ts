const DAY_MS = 86_400_000;
/** Days from the beginning of Excel's calendar to that of 1970. */
const DAYS_TO_1970 = 25_569;
/** Excel counts a 29 February 1900; before it, programs disagree on the days. */
const FIRST_SAFE = 61;

/** A moment as the days Excel counts, to the millisecond; undefined for what is no ISO 8601 time or too early. */
export function serialOfTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT/u.test(text)) return undefined;
  const serial = Date.parse(text) / DAY_MS + DAYS_TO_1970;
  return serial >= FIRST_SAFE ? serial : undefined;
}

/** The same for a day such as 2026-11-21. */
export function serialOfDay(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return undefined;
  const at = Date.parse(`${text}T00:00:00Z`);
  // A 30 February would be taken for a day of March.
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
  return isDay ? serialOfTime(`${text}T00:00:00Z`) : undefined;
}
