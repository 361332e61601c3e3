import { expect, test } from 'vitest';
import {
  CITY_CUSTOMERS,
  CITY_CUSTOMERS_AT_LEAST,
  cityEmailOf,
  cityNameOf,
  personOfShare,
  planCity,
} from '@caseload/scripts/load/city/cityPlan.ts';
import { namedLike } from '@caseload/scripts/load/namedLike.ts';
import { readArguments } from '@caseload/scripts/load/readArguments.ts';
import { watchPools } from '@caseload/scripts/load/watchPools.ts';
import { Pool } from 'pg';

test.each([CITY_CUSTOMERS_AT_LEAST, 100_000, CITY_CUSTOMERS])(
  'in a city of %i everybody has a share and two have three',
  (customers) => {
    const { shares, people } = planCity(customers);
    const owners = Array.from({ length: shares }, (_, share) => personOfShare(share));
    const counts = Map.groupBy(owners, (owner) => owner);
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: people }, (_, i) => i + 1),
    );
    expect(
      [...counts].filter(([, all]) => all.length !== 1).map(([owner, all]) => [owner, all.length]),
    ).toEqual([
      [31, 3],
      [32, 3],
    ]);
  },
);

test('the large city has a million customers, five million actions, and 500 customers for each', () => {
  const plan = planCity(CITY_CUSTOMERS);
  expect(plan).toMatchObject({ customers: 1_000_000, actions: 5_000_000 });
  expect(Math.floor(plan.newCustomers / plan.shares)).toBe(500);
  expect(cityEmailOf(plan.people)(plan.people + 1)).toBe('city00001@harbour.example');
});

test('a city of another size has another name', async () => {
  const names = await Promise.all([planCity(20_000), planCity(30_000), planCity(20_000)].map(cityNameOf));
  expect(names[0]).toMatch(/^city_20000_[0-9a-f]{12}$/u);
  expect(names[0]).toBe(names[2]);
  expect(names[0]).not.toBe(names[1]);
});

test('the command line is understood or refused with what there is', () => {
  expect(readArguments([])).toEqual({
    seconds: 5,
    rounds: 3,
    customers: 1_000_000,
    size: 'office',
    only: '',
    save: false,
  });
  expect(readArguments(['--size', 'city', '--customers', '50000'])).toMatchObject({
    size: 'city',
    customers: 50_000,
  });
  expect(() => readArguments(['--size', 'village'])).toThrow(/office or city[\s\S]*--rounds N/u);
  expect(() => readArguments(['--customers', '100'])).toThrow(/at least 19640/u);
  expect(() => readArguments(['--seconds', '0'])).toThrow(/whole numbers/u);
  expect(() => readArguments(['--fast'])).toThrow(/--fast[\s\S]*--only TEXT/u);
});

test('a word that no contest has is an error and not an empty result', () => {
  const contests = [{ name: 'pages' }, { name: 'imports' }];
  expect(namedLike('page', contests)).toEqual([{ name: 'pages' }]);
  expect(() => namedLike('pagse', contests)).toThrow(/pagse[\s\S]*imports/u);
});

test('pools are seen from their first use on, with the most since they were asked for', async () => {
  const pools = watchPools();
  // Nobody listens there: the first is refused while the second waits for its place.
  const pool = new Pool({ host: '127.0.0.1', port: 1, max: 1, application_name: 'caseload-watched' });
  const refused = Promise.allSettled([pool.connect(), pool.connect()]);
  pools.look();
  expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(pools.take()).toEqual([{ name: 'watched', total: 1, inUse: 1, waiting: 1 }]);
  expect(pools.take()).toEqual([{ name: 'watched', total: 0, inUse: 0, waiting: 0 }]);
  await pool.end();
});
