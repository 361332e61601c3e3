import { setTimeout as sleep } from 'node:timers/promises';
import { listCustomers } from '@caseload/shared/assignedWork/endpoints.ts';
import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { demoPassword } from '@caseload/shared/session/demoPeople.ts';
import { signIn as endpoint, type Session } from '@caseload/shared/session/endpoints.ts';

/** A signed-in person as the load programs need them: where to send, and with which cookie. */
export type SignedIn = {
  readonly url: string;
  readonly cookie: string;
  readonly id: string;
  readonly session: Session;
};

const ATTEMPTS = 10;

/**
 * Signs in a demo person; should the server be busy, again when it asks for it. Throws when the address does not answer
 * as a Caseload with its demo office does.
 */
export async function signIn(url: string, email: string): Promise<SignedIn> {
  const answer = await askToSignIn(url, email);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || cookie === undefined)
    throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`);
  const session = endpoint.responses[200].parse(await answer.json());
  return { url, cookie, id: session.employee.id, session };
}

async function askToSignIn(url: string, email: string): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: demoPassword }),
    });
    if (answer.status !== 503 || attempt === ATTEMPTS) return answer;
    await answer.arrayBuffer();
    await sleep(1_000 * Number(answer.headers.get('retry-after') ?? 1));
  }
}

/** The first customers assigned to the person. */
export async function listOwn(person: SignedIn, limit: number): Promise<CustomerSummary[]> {
  const answer = await fetch(`${person.url}/api/customers?assignedTo=me&limit=${limit}`, {
    headers: { cookie: person.cookie },
  });
  return listCustomers.responses[200].parse(await answer.json()).items;
}
