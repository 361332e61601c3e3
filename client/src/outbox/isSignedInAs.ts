import { getSession } from '@caseload/shared/session/endpoints.ts';
import { call } from '../api/call.ts';
import { problemOf } from '../api/errors.ts';

/**
 * Whether the session that all tabs of a browser share is still this person's. Also true when there is none: then
 * the server refuses, and sign-in asks for this very person. False when the server cannot be asked.
 */
export async function isSignedInAs(employeeId: string): Promise<boolean> {
  try {
    return (await call(getSession, {}, { whenSignedOut: 'throw' })).employee.id === employeeId;
  } catch (error) {
    return problemOf(error)?.type === 'unauthenticated';
  }
}
