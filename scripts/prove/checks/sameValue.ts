import { isDeepStrictEqual } from 'node:util';

/** Whether two values of a field are the same: nothing and null are, and so are two texts of one moment. */
export function sameValue(a: unknown, b: unknown): boolean {
  if ((a ?? null) === (b ?? null)) return true;
  if (typeof a === 'string' && typeof b === 'string') {
    const moment = exactMoment(a);
    return moment !== undefined && moment === exactMoment(b);
  }
  return isDeepStrictEqual(a, b);
}

const MOMENT = /^(?<second>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,6}))?Z$/u;

/** The moment with all microseconds, which `Date` would drop. */
function exactMoment(text: string): string | undefined {
  const { second, fraction = '' } = MOMENT.exec(text)?.groups ?? {};
  return second === undefined ? undefined : second + fraction.padEnd(6, '0');
}
