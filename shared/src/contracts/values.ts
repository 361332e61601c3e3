import { z } from 'zod';

/** Identifiers are UUIDs in lower case; new ones are version 7, made by the application. */
export const id = z.uuid().toLowerCase().meta({ description: 'UUID' });

const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(9999, 11, 31);

/** A moment a person chooses: ISO 8601 with `Z` or an offset. Kept in milliseconds, written like `recordedAt`. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= EARLIEST && Date.parse(text) <= LATEST, {
    error: 'must lie between the years 1900 and 9999',
    abort: true,
  })
  .overwrite((text) => new Date(text).toISOString().replace('Z', '000Z'))
  .meta({ description: 'ISO 8601 date and time with zone, for example 2026-11-21T09:30:00Z' });

/** A moment the database recorded: UTC with microseconds. */
export const recordedAt = z.iso.datetime().meta({ description: 'ISO 8601 UTC time with microseconds' });

/**
 * The conflict token. Any well-formed time is accepted and compared as exact text, so a copy that was
 * rounded on its way is stale rather than silently equal.
 */
export const updatedAt = z.iso
  .datetime()
  .max(40)
  .refine((text) => Date.parse(text) >= EARLIEST && Date.parse(text) <= LATEST, 'is no time of a change')
  .meta({
    description: 'The `updatedAt` of the customer exactly as it was given; compared as text',
  });

export const cursor = z
  .string()
  .min(1)
  .max(2_000)
  .regex(/^[A-Za-z0-9_-]+$/u, 'is not a cursor of this list')
  .meta({ description: 'Opaque position given as `nextCursor`; only valid with the same filter and sort' });

export const PAGE_LIMIT = 200;
export const PAGE_DEFAULT = 100;

/** A number in a query string; written out because `Number('')` and `Number('1e2')` would pass. */
export const pageLimit = z
  .string()
  .regex(/^[0-9]{1,4}$/u, `must be a whole number from 1 to ${PAGE_LIMIT}`)
  .transform(Number)
  .pipe(z.int().min(1).max(PAGE_LIMIT))
  .default(PAGE_DEFAULT)
  .meta({
    description: `Rows a page, 1 to ${PAGE_LIMIT}`,
    override: { type: 'integer', minimum: 1, maximum: PAGE_LIMIT, default: PAGE_DEFAULT },
  });

/** A list in one query value, separated by commas: `a,b`; a comma within a value is written `\,`, a backslash `\\`. */
export const commaList = <T extends z.ZodType<string, string>>(item: T, maximum = 50) =>
  z
    .string()
    .min(1)
    .transform(splitList)
    .pipe(z.array(item).max(maximum))
    .meta({ override: { type: 'string' } });

/** Everything up to a comma that stands alone; a backslash takes the sign behind it along. */
const VALUE = /(?:\\[\\,]|[^,])*/gy;
const ESCAPED = /\\(?<sign>[\\,])/gu;

export function splitList(text: string): string[] {
  const values: string[] = [];
  for (VALUE.lastIndex = 0; VALUE.lastIndex <= text.length; VALUE.lastIndex += 1) {
    values.push((VALUE.exec(text)?.[0] ?? '').replaceAll(ESCAPED, '$<sign>'));
  }
  return values;
}

/** What `splitList` reads back as the same values. */
export const joinList = (values: readonly string[]): string =>
  values.map((value) => value.replaceAll(/[\\,]/gu, String.raw`\$&`)).join(',');
