let employeeId: string | undefined;

/** From now on calls are of this person, or of nobody in particular. */
export function callAs(id: string | undefined): void {
  employeeId = id;
}

/**
 * Says whose page it is that calls. The pages of a browser share one cookie, and one that slept while somebody else signed
 * in would write in their name: the server refuses that.
 */
export const callerHeaders = (): Readonly<Record<string, string>> =>
  employeeId === undefined ? {} : { 'caseload-employee': employeeId };
