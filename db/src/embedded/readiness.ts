import type { Client } from 'pg';
import { withClient } from './connect.ts';
import { errorCode } from './errorCode.ts';
import { becomesTrue } from './wait.ts';

const durable = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums'];
const patience = 10 * 60_000;

/**
 * Waits until the server answers a query. Recovery after a crash may take minutes, so it waits as long as the server
 * lives, ten minutes at most. Resolves to false when `isAlive` said no first.
 */
export async function waitUntilReady(options: {
  url: string;
  isAlive: () => boolean | Promise<boolean>;
  log: (line: string) => void;
}): Promise<boolean> {
  let answers = false;
  let nextLine = performance.now() + 3_000;
  const settled = await becomesTrue(async () => {
    answers = await isAnswering(options.url);
    if (!answers && performance.now() > nextLine) {
      options.log('PostgreSQL is starting up (after a crash it first reads its log)');
      nextLine += 10_000;
    }
    return answers || !(await options.isAlive());
  }, patience);
  if (!settled) throw new Error('PostgreSQL did not become ready within ten minutes.');
  return answers;
}

/**
 * Throws when the server would not keep a committed change through a crash, is not the one of `cluster`, or gives fewer
 * connections than are wanted.
 */
export async function verifyServer(
  url: string,
  { cluster, maxConnections }: { cluster: string; maxConnections: number },
): Promise<void> {
  await withClient(url, async (client) => {
    const settings = await readSettings(client);
    const off = durable.filter((name) => settings.get(name) !== 'on');
    if (off.length > 0) throw new Error(`PostgreSQL runs with ${off.join(', ')} off: changes could be lost.`);
    const serves = settings.get('data_directory');
    if (serves !== cluster) throw new Error(`The server that answers works in ${serves}, not in ${cluster}.`);
    const gives = Number(settings.get('max_connections'));
    if (gives < maxConnections) {
      throw new Error(`PostgreSQL gives ${gives} connections where ${maxConnections} are wanted.`);
    }
  });
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    // Wrong password: waiting will not help.
    if (errorCode(error) === '28P01') {
      throw new Error(
        'The embedded PostgreSQL does not accept the password in postgres/password of the data directory. ' +
          'Put the file that belongs to this database back.',
        {
          cause: error,
        },
      );
    }
    return false;
  }
}

async function readSettings(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [[...durable, 'data_directory', 'max_connections']],
  );
  return new Map(rows.map(({ name, setting }) => [name, setting]));
}
