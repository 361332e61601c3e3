import { getLive } from '@caseload/shared/operations/endpoints.ts';
import { call, SHORT_PATIENCE_MS } from './call.ts';

/** Failures of files while the server was there. */
const failures = new WeakSet<Error>();

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
    if (error instanceof Error) failures.add(error);
    throw error;
  }
}

/**
 * Whether only a page loaded anew can have the code: the file is gone, or the browser remembers that it once could not be
 * fetched and does not ask again.
 */
export function needsNewPage(error: unknown): boolean {
  return error instanceof Error && failures.has(error);
}
