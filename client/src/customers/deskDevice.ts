import { device as deviceSchema } from '@caseload/shared/desk/endpoints.ts';
import { newKey } from '../api/newKey.ts';

const PLACE = 'caseload.device';

/** The id of this browser, made once; of this page only where the browser keeps nothing. */
export function deviceOf(storage: Storage): string {
  const { data } = deviceSchema.safeParse(storage.getItem(PLACE));
  if (data !== undefined) return data;
  const fresh = newKey();
  try {
    storage.setItem(PLACE, fresh);
  } catch {
    // No room: a device of one page.
  }
  return fresh;
}
