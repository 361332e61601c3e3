import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { listOwn, type SignedIn, signIn } from './client.ts';
import type { Sizes } from './sizes.ts';

export type Worker = SignedIn & { readonly customers: readonly CustomerSummary[] };
type Desk = { readonly person: Worker; readonly customer: CustomerSummary };

/** The people of an office at their desks: who sends, and which customers are theirs. */
export type Office = {
  readonly url: string;
  readonly people: readonly Worker[];
  /** With 1,500 customers. */
  readonly busiest: Worker;
  /** The address by which the nth person who works with customers signs in, from 1 on, over and over. */
  readonly emailOf: (number: number) => string;
  /** Takes turns with people and their customers: no two indexes below 30 × 50 share a customer. */
  readonly deskOf: (index: number) => Desk;
};

/** The busiest one of both the demo office and the city. */
export const BUSIEST = 31;
export const DEMO_EMPLOYEES = 32;

export const employeeOf = (number: number) =>
  `employee${String(((number - 1) % DEMO_EMPLOYEES) + 1).padStart(2, '0')}@harbour.example`;

/** Signs everybody in. Throws when the address does not answer as a Caseload with these people does. */
export async function openOffice(
  url: string,
  { people: count, customersEach }: Pick<Sizes, 'people' | 'customersEach'>,
  emailOf: (number: number) => string = employeeOf,
): Promise<Office> {
  const sitDown = async (number: number): Promise<Worker> => {
    const person = await signIn(url, emailOf(number));
    return { ...person, customers: await listOwn(person, customersEach) };
  };
  const people = await Promise.all(Array.from({ length: count }, (_, i) => sitDown(i + 1)));
  const busiest = await sitDown(BUSIEST);
  return {
    url,
    people,
    busiest,
    emailOf,
    deskOf(index) {
      const person = people[index % count];
      const customer = person?.customers[Math.floor(index / count) % customersEach];
      if (person === undefined || customer === undefined) throw new Error('the office has too few customers');
      return { person, customer };
    },
  };
}
