/** The day it is in a time zone, as `2026-11-21`: the Swedish write their days as ISO 8601 does. */
export const dayIn = (now: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
