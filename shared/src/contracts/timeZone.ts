import { z } from 'zod';

/** A name of the time zone database, which decides where a person's days begin. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be the name of a time zone, for example Europe/Berlin')
  .meta({ description: 'IANA time zone, for example Europe/Berlin' });

export function isTimeZone(name: string): boolean {
  // Offsets such as +02:00 are taken by Intl too, but they know no summer time.
  if (!/^[A-Za-z]/u.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
