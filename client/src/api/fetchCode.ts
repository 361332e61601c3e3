import { getLive } from '@caseload/shared/operations/endpoints.ts';
import { call, SHORT_PATIENCE_MS } from './call.ts';

/**
 * Fetches a part of the page that is a file of its own. After a failure the server is asked whether it is there: when it
 * is, the file is gone, and the router loads the page anew; without a connection that would leave a person no page at all.
 * @throws {NetworkError} the server cannot be reached
 */
export async function fetchCode<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    await call(getLive, {}, { patienceMs: SHORT_PATIENCE_MS });
    throw error;
  }
}
