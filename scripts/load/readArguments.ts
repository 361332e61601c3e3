import { parseArgs } from 'node:util';
import { CITY_CUSTOMERS, CITY_CUSTOMERS_AT_LEAST } from './city/cityPlan.ts';

export type LoadArguments = {
  /** For each scenario and round. */
  readonly seconds: number;
  readonly rounds: number;
  readonly size: 'office' | 'city';
  /** How many the city has. */
  readonly customers: number;
  /** Only contests whose name has this text. */
  readonly only: string;
  /** Keep the result as what later runs are compared with. */
  readonly save: boolean;
};

const HELP = `npm run load [-- OPTIONS]
  --size SIZE      office: 18,000 customers, next to a bare server; city: what grows from an office to a city (office)
  --customers N    how many customers the city has (${CITY_CUSTOMERS}); it is kept below CASELOAD_DATA for later runs
  --seconds N      how long each turn takes (5)
  --rounds N       how many turns, interleaved; medians are told (3)
  --only TEXT      only what has TEXT in its name
  --save           keep the result in load/results as the baseline of later runs
`;

/** Throws with the help text for anything it does not know. */
export function readArguments(given: string[]): LoadArguments {
  const values = parse(given);
  const [seconds, rounds, customers] = [values.seconds, values.rounds, values.customers].map(Number);
  if (!isWhole(seconds) || !isWhole(rounds))
    throw new Error(`--seconds and --rounds are whole numbers from 1 on.\n${HELP}`);
  if (!isWhole(customers) || customers < CITY_CUSTOMERS_AT_LEAST)
    throw new Error(`A city has at least ${CITY_CUSTOMERS_AT_LEAST} customers.\n${HELP}`);
  const { size, only, save } = values;
  if (size !== 'office' && size !== 'city') throw new Error(`--size is office or city.\n${HELP}`);
  return { seconds, rounds, customers, size, only, save };
}

const isWhole = (value: number | undefined): value is number => Number.isInteger(value) && (value ?? 0) >= 1;

function parse(given: string[]) {
  try {
    return parseArgs({
      args: given,
      options: {
        seconds: { type: 'string', default: '5' },
        rounds: { type: 'string', default: '3' },
        size: { type: 'string', default: 'office' },
        customers: { type: 'string', default: String(CITY_CUSTOMERS) },
        only: { type: 'string', default: '' },
        save: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${HELP}`);
  }
}
