import { createHash } from 'node:crypto';
import { schemaFileText } from '@caseload/db/schemaFile.ts';
import { BUSIEST } from '@caseload/load/office.ts';
import { CITY_STATEMENTS } from './statements.ts';

/** Besides the demo office, whose people and customers every city has. */
const OFFICE_CUSTOMERS = 18_640;
const OFFICE_ACTIONS = 40_000;
export const CITY_CUSTOMERS = 1_000_000;
/** Of a city of that many. */
const CITY_ACTIONS = 5_000_000;
const ACTIONS_EACH = (CITY_ACTIONS - OFFICE_ACTIONS) / (CITY_CUSTOMERS - OFFICE_CUSTOMERS);
const CUSTOMERS_EACH = 500;
/** Two of them have three times as many customers as the others. */
const BUSY = 2;
const BUSY_SHARES = 3;
/** Thirty and the busy ones sit at the desks of the load run. */
const SHARES_AT_LEAST = BUSIEST - 1 + BUSY * BUSY_SHARES;

export type CityPlan = {
  /** In all. */
  readonly customers: number;
  readonly actions: number;
  /** What has to be made besides the demo office. */
  readonly newCustomers: number;
  readonly newActions: number;
  /** Customers are dealt out in turns to this many shares. */
  readonly shares: number;
  /** Who have them: `city00001@harbour.example` and so on. */
  readonly people: number;
};

export const CITY_CUSTOMERS_AT_LEAST = OFFICE_CUSTOMERS + 1_000;

/** A city of that many customers; those it has besides the office have five actions each. */
export function planCity(customers: number): CityPlan {
  const newCustomers = customers - OFFICE_CUSTOMERS;
  const shares = Math.max(SHARES_AT_LEAST, Math.floor(newCustomers / CUSTOMERS_EACH));
  const newActions = Math.round(ACTIONS_EACH * newCustomers);
  return {
    customers,
    actions: OFFICE_ACTIONS + newActions,
    newCustomers,
    newActions,
    shares,
    people: shares - BUSY * (BUSY_SHARES - 1),
  };
}

/** Whose a share is, from 1 on: the first six belong to the two busy ones. */
export function personOfShare(share: number): number {
  if (share < BUSY * BUSY_SHARES) return BUSIEST + Math.floor(share / BUSY_SHARES);
  const number = share - BUSY * BUSY_SHARES + 1;
  return number < BUSIEST ? number : number + BUSY;
}

export const cityEmailOf = (people: number) => (number: number) =>
  `city${String(((number - 1) % people) + 1).padStart(5, '0')}@harbour.example`;

/** Another name for every schema and every way of making a city, so that an old city is never taken for a new one. */
export async function cityNameOf({ customers }: CityPlan): Promise<string> {
  const made = createHash('sha256').update(await schemaFileText());
  for (const statement of Object.values(CITY_STATEMENTS)) made.update(statement);
  return `city_${customers}_${made.digest('hex').slice(0, 12)}`;
}
