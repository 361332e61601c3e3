import { isDeepStrictEqual } from 'node:util';
import { exactMoment } from '../history/contentOf.ts';

/** Whether two values of a field are the same: nothing and null are, and so are two texts of one moment. */
export function sameValue(a: unknown, b: unknown): boolean {
  if ((a ?? null) === (b ?? null)) return true;
  if (typeof a === 'string' && typeof b === 'string') {
    const moment = exactMoment(a);
    return moment !== undefined && moment === exactMoment(b);
  }
  return isDeepStrictEqual(a, b);
}
