import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { listOwn, type SignedIn, signIn } from './client.ts';

export type Worker = SignedIn & { readonly id: string; readonly customers: readonly CustomerSummary[] };

/** The people of the demo office at their desks: who sends, and which customers are theirs. */
export type Office = {
  readonly url: string;
  readonly people: readonly Worker[];
  /** With 1,500 customers. */
  readonly busiest: Worker;
  /** Takes turns with people and their customers: no two indexes below 30 × 50 share a customer. */
  readonly deskOf: (index: number) => { readonly person: Worker; readonly customer: CustomerSummary };
};

const PEOPLE = 30;
const CUSTOMERS_EACH = 50;
const email = (number: number) => `employee${String(number).padStart(2, '0')}@harbour.example`;

/** Signs everybody in. Throws when the address does not answer as a Caseload with its demo office does. */
export async function openOffice(url: string): Promise<Office> {
  const sitDown = async (number: number): Promise<Worker> => {
    const person = await signIn(url, email(number));
    return { ...person, customers: await listOwn(person, CUSTOMERS_EACH) };
  };
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => sitDown(i + 1)));
  const busiest = await sitDown(PEOPLE + 1);
  return {
    url,
    people,
    busiest,
    deskOf(index) {
      const person = people[index % PEOPLE];
      const customer = person?.customers[Math.floor(index / PEOPLE) % CUSTOMERS_EACH];
      if (person === undefined || customer === undefined) throw new Error('the office has too few customers');
      return { person, customer };
    },
  };
}
