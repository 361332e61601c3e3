import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { withClient } from '@caseload/db/embedded/connect.ts';
import { createDatabaseIfMissing } from '@caseload/db/embedded/createDatabase.ts';
import { type EmbeddedPaths, embeddedPaths } from '@caseload/db/embedded/embeddedPaths.ts';
import { isRunning, processesIn, signal } from '@caseload/db/embedded/processes.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { becomesTrue } from '@caseload/db/embedded/wait.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const launcher = import.meta.resolve('@caseload/db/embedded/startEmbeddedPostgres.ts');
/** A database made once; most tests begin with a copy of it. */
let made: string;
let directory: string;
let dataDirectory: string;
let paths: EmbeddedPaths;
let lines: string[];
const servers: EmbeddedPostgres[] = [];

beforeAll(async () => {
  made = await realpath(await mkdtemp(path.join(os.tmpdir(), 'caseload-pg-made-')));
  const server = await startEmbeddedPostgres({ dataDirectory: made, log: () => {} });
  await server.stop();
});
afterAll(() => rm(made, { recursive: true, force: true }));

beforeEach(async () => {
  directory = await realpath(await mkdtemp(path.join(os.tmpdir(), 'caseload-pg-')));
  dataDirectory = path.join(directory, 'büro, “data” & co');
  paths = embeddedPaths(dataDirectory);
  lines = [];
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const pid of await processesIn(paths.cluster)) signal(pid, 'SIGKILL');
  await rm(directory, { recursive: true, force: true });
  await rm(paths.socketDirectory, { recursive: true, force: true });
});

async function copyDatabase(): Promise<void> {
  await cp(made, dataDirectory, { recursive: true, filter: (source) => !source.endsWith('socket') });
}

async function start(options: { maxConnections?: number } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory, log: (line) => lines.push(line), ...options });
  servers.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, sql: string): Promise<unknown> {
  return withClient(
    server.url('postgres'),
    async (client) => (await client.query({ text: sql, rowMode: 'array' })).rows,
  );
}

/** A start in a process of its own, which then dies as by `kill -9`. Resolves to the id of the server it leaves. */
async function startAndDie(): Promise<number> {
  const program = `
    import { startEmbeddedPostgres } from ${JSON.stringify(launcher)};
    const server = await startEmbeddedPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)}, log: () => {} });
    process.stdout.write(String(server.pid()));
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [ready] = await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  return Number(String(ready));
}

describe('a first start', () => {
  test('serves UTF-8 in UTC, durable, below a path with blanks, commas, quotes and other letters', async () => {
    const server = await start();
    const settings = [
      'fsync',
      'full_page_writes',
      'synchronous_commit',
      'data_checksums',
      'server_encoding',
      'timezone',
    ];
    const sql = settings.map((name) => `current_setting('${name}')`).join(', ');
    expect(await ask(server, `select ${sql}`)).toEqual([['on', 'on', 'on', 'on', 'UTF8', 'UTC']]);
    expect(await ask(server, `select lower('ÄÖÉ'), 'ü' ~ '[[:alpha:]]'`)).toEqual([['äöé', true]]);
  });

  test('keeps the password in a file of its own that nobody else may read, and lets nobody in without it', async () => {
    const server = await start();
    expect((await stat(paths.passwordFile)).mode & 0o777).toBe(0o600);
    const password = (await readFile(paths.passwordFile, 'utf8')).trim();
    expect(password.length).toBeGreaterThanOrEqual(32);
    const wrong = server.url('postgres').replace(encodeURIComponent(password), 'wrong');
    await expect(withClient(wrong, (client) => client.query('select 1'))).rejects.toMatchObject({
      code: '28P01',
    });
  });

  test('creates a database once, whoever asks, and names it in a URL', async () => {
    const server = await start();
    const urls = await Promise.all([1, 2, 3].map(() => createDatabaseIfMissing(server, 'Case "load" ü')));
    const names = urls.map((url) =>
      withClient(url, (client) => client.query('select current_database() as name')),
    );
    for (const { rows } of await Promise.all(names)) expect(rows).toEqual([{ name: 'Case "load" ü' }]);
  });

  test('works although the path is too long for a unix socket', async () => {
    dataDirectory = path.join(directory, 'x'.repeat(120));
    await mkdir(dataDirectory);
    paths = embeddedPaths(dataDirectory);
    const server = await start();
    expect(await ask(server, 'select 1')).toEqual([[1]]);
    expect((await stat(paths.socketDirectory)).mode & 0o777).toBe(0o700);
  });
});

describe('the end', () => {
  beforeEach(copyDatabase);

  test('leaves no process, keeps the data, and may be asked for twice', async () => {
    const first = await start();
    await ask(first, 'create table kept as select 42 as answer');
    await Promise.all([first.stop(), first.stop()]);
    expect(await isRunning(first.pid())).toBe(false);
    expect(await processesIn(paths.cluster)).toEqual([]);
    expect(await ask(await start(), 'select answer from kept')).toEqual([[42]]);
  });

  test('comes although a session is in the middle of a transaction', async () => {
    const server = await start();
    const held = withClient(server.url('postgres'), async (client) => {
      await client.query('begin; create table half (id int)');
      await client.query('select pg_sleep(60)');
    });
    const outcome = held.then(
      () => 'finished',
      () => 'cut',
    );
    await becomesTrue(async () => JSON.stringify(await ask(server, sleeping)) === '[["1"]]', 5_000);
    await server.stop();
    expect(await outcome).toBe('cut');
    expect(await ask(await start(), `select to_regclass('half')`)).toEqual([[null]]);
  });
});

const sleeping = `select count(*) from pg_stat_activity where query like 'select pg_sleep%'`;

describe('a server that ends unasked', { timeout: 90_000 }, () => {
  beforeEach(copyDatabase);

  test('is started again at the same address, with everything committed', async () => {
    const server = await start();
    const url = server.url('postgres');
    await ask(server, 'create table kept as select 42 as answer');
    const killed = server.pid();
    signal(killed, 'SIGKILL');
    expect(await becomesTrue(() => server.pid() !== killed, 60_000)).toBe(true);
    expect(server.url('postgres')).toBe(url);
    expect(await ask(server, 'select answer from kept')).toEqual([[42]]);
  });

  test('is started again although one of its sessions still works', async () => {
    const server = await start();
    const busy = withClient(server.url('postgres'), (client) =>
      client.query(`select md5(repeat('x', 900000000))`),
    );
    const cut = busy.catch(() => 'cut');
    await becomesTrue(
      async () =>
        JSON.stringify(
          await ask(server, `select count(*) from pg_stat_activity where query like 'select md5%'`),
        ) === '[["1"]]',
      5_000,
    );
    const killed = server.pid();
    signal(killed, 'SIGKILL');
    expect(await becomesTrue(() => server.pid() !== killed, 60_000)).toBe(true);
    expect(await ask(server, 'select 1')).toEqual([[1]]);
    await cut;
  });

  test('is reported as lost when it cannot be started again', async () => {
    const server = await start();
    const lost = new Promise<Error>((resolve) => server.whenLost(resolve));
    await writeFile(path.join(paths.cluster, 'PG_VERSION'), 'x\n');
    signal(server.pid(), 'SIGKILL');
    expect((await lost).message).toContain('is not a valid data directory');
  });
});

describe('what a killed app leaves behind', () => {
  beforeEach(copyDatabase);

  test('a running server is used on', async () => {
    const orphan = await startAndDie();
    expect(await isRunning(orphan)).toBe(true);
    const server = await start();
    expect(server.pid()).toBe(orphan);
    expect(await ask(server, 'select 1')).toEqual([[1]]);
    await server.stop();
    expect(await processesIn(paths.cluster)).toEqual([]);
  });

  test('a server that gives fewer connections than are wanted now is stopped and replaced', async () => {
    const orphan = await startAndDie();
    const server = await start({ maxConnections: 130 });
    expect(server.pid()).not.toBe(orphan);
    expect(await ask(server, 'show max_connections')).toEqual([['130']]);
  });

  test('a server that does not answer is stopped and replaced', async () => {
    const orphan = await startAndDie();
    signal(orphan, 'SIGSTOP');
    // It ends only when it runs again, which it may not before it was given up.
    const givenUp = () => lines.some((line) => line.startsWith('Stopping the PostgreSQL'));
    const resuming = becomesTrue(givenUp, 20_000).then(() => signal(orphan, 'SIGCONT'));
    const server = await start();
    await resuming;
    expect(server.pid()).not.toBe(orphan);
    expect(await ask(server, 'select 1')).toEqual([[1]]);
  });

  test('a server killed with the app is recovered', async () => {
    const orphan = await startAndDie();
    signal(orphan, 'SIGKILL');
    expect(await ask(await start(), 'select 1')).toEqual([[1]]);
  });

  test('a stale file whose process id belongs to somebody else by now is removed', async () => {
    const file = path.join(paths.cluster, 'postmaster.pid');
    await writeFile(file, `${process.pid}\n${paths.cluster}\n1\n5432\n${paths.socketDirectory}\n\n`);
    const server = await start();
    expect(server.pid()).not.toBe(process.pid);
    expect(await ask(server, 'select 1')).toEqual([[1]]);
  });

  test('a half-made database is thrown away', async () => {
    await rm(paths.cluster, { recursive: true });
    const unfinished = `${paths.cluster}.unfinished-${process.pid}`;
    await mkdir(path.join(unfinished, 'base'), { recursive: true });
    await writeFile(path.join(unfinished, 'PG_VERSION'), '18\n');
    expect(await ask(await start(), 'select 1')).toEqual([[1]]);
    expect((await readdir(paths.home)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });
});

describe('a data directory that is removed under a running server', () => {
  let first: EmbeddedPostgres;
  let second: EmbeddedPostgres;

  /** A second start in its place, of an app that is not told of the first. */
  beforeEach(async () => {
    await copyDatabase();
    first = await start();
    await rm(dataDirectory, { recursive: true });
    await copyDatabase();
    second = await start();
  });

  test('and made anew: the end of the first server leaves the second alone', async () => {
    const kept = second.pid();
    await first.stop();
    expect(await isRunning(first.pid())).toBe(false);
    expect(second.pid()).toBe(kept);
    expect(await isRunning(kept)).toBe(true);
    // Over a new connection: the first must not have taken the second's socket with it either.
    expect(await ask(second, 'select 1')).toEqual([[1]]);
    expect((await readdir(paths.cluster)).includes('postmaster.pid')).toBe(true);
  });

  test('and made anew: the first server is told as lost, and not started in the place of the second', async () => {
    const kept = second.pid();
    const lost = new Promise<Error>((resolve) => first.whenLost(resolve));
    // As PostgreSQL does itself within a minute, when it misses its files.
    signal(first.pid(), 'SIGQUIT');
    expect((await lost).message).toContain('removed or replaced');
    await first.stop();
    expect(second.pid()).toBe(kept);
    expect(await isRunning(kept)).toBe(true);
    expect(await ask(second, 'select 1')).toEqual([[1]]);
  });
});

test('a database of another major version is refused with what to do, and left alone', async () => {
  await copyDatabase();
  const version = path.join(paths.cluster, 'PG_VERSION');
  await writeFile(version, '17\n');
  // It names no script: there is none that could read what another version made.
  await expect(start()).rejects.toThrow(
    /made by PostgreSQL 17(?!.*npm run).*release that made it.*CASELOAD_DATA/s,
  );
  expect(await readFile(version, 'utf8')).toBe('17\n');
  expect(await processesIn(paths.cluster)).toEqual([]);
});
