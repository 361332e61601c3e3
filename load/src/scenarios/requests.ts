import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type autocannon from 'autocannon';
import type { SetUp } from '../drive/flatOut.ts';
import type { Office } from '../office.ts';
import type { Tally } from '../tally.ts';

export const JSON_TYPE = { 'content-type': 'application/json' };
export const COMMENT = JSON.stringify({ body: 'Called back, will send the papers this week.' });
export const OWN_PAGE = '/api/customers?assignedTo=me';

export const commentOn = ({ id }: { readonly id: string }, cookie: string): autocannon.Request => ({
  method: 'POST',
  path: `/api/customers/${id}/comments`,
  headers: { ...JSON_TYPE, cookie },
  body: COMMENT,
});

/**
 * Updates, each based on the answer to the one before, as a person's is who stays on a page. A conflict counts as
 * a failure when the state it speaks of is the one the update was based on.
 */
export function updateOf(cookie: string, customer: CustomerSummary, tally: Tally): autocannon.Request {
  let turn = 0;
  let { updatedAt } = customer;
  return {
    method: 'PATCH',
    path: `/api/customers/${customer.id}`,
    headers: { ...JSON_TYPE, cookie },
    setupRequest(request) {
      turn += 1;
      return { ...request, body: JSON.stringify({ updatedAt, notes: `Turn ${turn} of the load run.` }) };
    },
    onResponse(status, body) {
      const current = updatedAtOf(JSON.parse(body));
      if (status === 409 && (current === undefined || current === updatedAt))
        tally.failed('a conflict without a cause');
      updatedAt = current ?? updatedAt;
    },
  };
}

/** The token of the customer in an answer, or of the current one in a conflict. */
export function updatedAtOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  if ('updatedAt' in answer && typeof answer.updatedAt === 'string') return answer.updatedAt;
  return 'current' in answer ? updatedAtOf(answer.current) : undefined;
}

/** Each of the connections is somebody at their own desk. */
export function atDesks(
  office: Office,
  setUp: (client: autocannon.Client, desk: ReturnType<Office['deskOf']>, index: number, tally: Tally) => void,
): SetUp {
  return (client, index, tally) => setUp(client, office.deskOf(index), index, tally);
}
