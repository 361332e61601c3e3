import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reachDatabase } from '@caseload/scripts/import/reachDatabase.ts';
import { rowsOf } from '../support/rows.ts';

let directory: string;
const log = () => undefined;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'caseload-reach-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

test('beside a running app its server is used, and left running', async () => {
  const config = { databaseUrl: undefined, dataDirectory: directory };
  const app = await reachDatabase({ config, create: true, log });
  try {
    const beside = await reachDatabase({ config, create: false, log });
    expect(beside.url).toBe(app.url);
    await beside.release();
    expect(await rowsOf(app.url, 'select count(*)::int as customers from customers')).toEqual([
      { customers: 0 },
    ]);
  } finally {
    await app.release();
  }
  await expect(rowsOf(app.url, 'select 1')).rejects.toThrow();
  // Without an app the server is started, and ended again.
  const alone = await reachDatabase({ config, create: false, log });
  expect(await rowsOf(alone.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await alone.release();
  await expect(rowsOf(alone.url, 'select 1')).rejects.toThrow();
}, 60_000);

test('where there is no Caseload none is made by accident', async () => {
  const config = { databaseUrl: undefined, dataDirectory: path.join(directory, 'typo') };
  await expect(reachDatabase({ config, create: false, log })).rejects.toThrow(
    /no Caseload in .*typo yet.*npm start/u,
  );
  expect(await readdir(directory)).toEqual([]);
});

test('DATABASE_URL goes first', async () => {
  const config = { databaseUrl: 'postgresql://somewhere/else', dataDirectory: directory };
  expect((await reachDatabase({ config, create: true, log })).url).toBe('postgresql://somewhere/else');
  expect(await readdir(directory)).toEqual([]);
});
