import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ConfigError, environment, readConfig } from '@caseload/server/config.ts';

const example = fileURLToPath(new URL('../../.env.example', import.meta.url));

const entries = async () =>
  (await readFile(example, 'utf8'))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('=') as [name: string, value: string]);

test('.env.example names every variable of the schema, and no other', async () => {
  const names = (await entries()).map(([name]) => name);
  expect(names.toSorted()).toEqual(Object.keys(environment.shape).toSorted());
});

test('.env.example as it stands changes nothing', async () => {
  expect(readConfig(Object.fromEntries(await entries()))).toEqual(readConfig({}));
});

test('every fault is named at once', () => {
  const read = () => readConfig({ PORT: 'http', RATE_LIMIT_MAX: '-1', DATABASE_URL: 'mysql://x' });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*RATE_LIMIT_MAX/u);
});

test('the demo office is refused in production', () => {
  expect(() => readConfig({ NODE_ENV: 'production', CASELOAD_DEMO: 'on' })).toThrow(/known passwords/u);
  expect(readConfig({ NODE_ENV: 'production' }).demo).toBe(false);
});

test('an address of the database that nobody can read is refused by name, and not repeated', () => {
  for (const url of ['postgresql://app:one#two@db/cases', 'postgresql://app:one@db:99999/cases']) {
    expect(() => readConfig({ DATABASE_URL: url }), url).toThrow(/DATABASE_URL: (?!.*one).*%23/u);
  }
  for (const url of [
    'postgresql:///cases?host=/run/postgresql',
    'postgresql://app:pw@/cases?host=/run/postgresql',
    'postgresql://app:pw@[::1]:5432/cases?sslmode=verify-full',
    'postgresql://app:p%23w@db',
  ]) {
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  }
});
