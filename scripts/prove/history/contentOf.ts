import { hash } from 'node:crypto';

const MOMENT = /^(?<second>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,6}))?Z$/u;

/**
 * A short text that is the same for the same content: of every answer it is kept, of the content itself there would be
 * gigabytes. Nothing and null are the same, and so are two texts of one moment.
 */
export function contentOf(fields: object): string {
  const known = Object.entries(fields)
    .filter(([, value]) => (value ?? null) !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha1', JSON.stringify(known, plain), 'base64').slice(0, 16);
}

const plain = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? (exactMoment(value) ?? value) : value;

/** The moment with all microseconds, which `Date` would drop. */
export function exactMoment(text: string): string | undefined {
  const { second, fraction = '' } = MOMENT.exec(text)?.groups ?? {};
  return second === undefined ? undefined : second + fraction.padEnd(6, '0');
}
