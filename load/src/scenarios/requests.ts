import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type autocannon from 'autocannon';
import type { Office } from '../office.ts';

export const JSON_TYPE = { 'content-type': 'application/json' };
export const COMMENT = JSON.stringify({ body: 'Called back, will send the papers this week.' });

type SetUp = (client: autocannon.Client, index: number) => void;

/** autocannon's option for clients that are each set up by their number. */
export function eachClient(setUp: SetUp): (client: autocannon.Client) => void {
  let index = 0;
  return (client) => setUp(client, index++);
}

/** Updates, each based on the answer to the one before, as a person's is who stays on a page. */
export function updateOf(cookie: string, customer: CustomerSummary): autocannon.Request {
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
    onResponse(_status, body) {
      updatedAt = updatedAtOf(JSON.parse(body)) ?? updatedAt;
    },
  };
}

/** The token of the customer in an answer, or of the current one in a conflict. */
function updatedAtOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  if ('updatedAt' in answer && typeof answer.updatedAt === 'string') return answer.updatedAt;
  return 'current' in answer ? updatedAtOf(answer.current) : undefined;
}

/** Options in which each of the connections is somebody at their own desk. */
export function atDesks(
  office: Office,
  setUp: (client: autocannon.Client, desk: ReturnType<Office['deskOf']>, index: number) => void,
): Partial<autocannon.Options> {
  return { setupClient: eachClient((client, index) => setUp(client, office.deskOf(index), index)) };
}
