import { type ClientBase, Pool, type PoolClient, type PoolConfig } from 'pg';
import { ConnectionLost } from './errors.ts';
import { watchForLoss } from './lostClients.ts';

export const APPLICATION_ROLE = 'caseload_app';

export type PoolOptions = {
  /** `postgresql://` URL of any user that may become the application role. */
  readonly url: string;
  /** Most connections at once. */
  readonly max: number;
  /** How long opening or waiting for a connection may take. */
  readonly connectTimeoutMs: number;
  /** How many may wait for a connection before more are refused at once; twice `max` unless given. */
  readonly maxWaiting?: number;
  /** The server ends a statement that runs longer. Kept under the HTTP time limit. */
  readonly statementTimeoutMs?: number;
  /** The server ends a statement that waits longer for a row lock. */
  readonly lockTimeoutMs?: number;
  readonly applicationName?: string;
  /** Told of errors on idle connections; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void;
};

/** What every connection is before anybody uses it: the role that owns nothing, UTC, and the time limits. */
function sessionSettings(options: PoolOptions): ReadonlyArray<readonly [string, string]> {
  const statementTimeout = options.statementTimeoutMs ?? 5_000;
  return [
    ['timezone', 'UTC'],
    ['datestyle', 'ISO'],
    ['statement_timeout', String(statementTimeout)],
    ['lock_timeout', String(options.lockTimeoutMs ?? 4_000)],
    ['idle_in_transaction_session_timeout', String(Math.max(statementTimeout, 5_000))],
    ['role', APPLICATION_ROLE],
  ];
}

async function prepareSession(client: ClientBase, options: PoolOptions): Promise<void> {
  const settings = sessionSettings(options);
  const calls = settings.map((_, i) => `set_config($${i * 2 + 1}, $${i * 2 + 2}, false)`);
  await client.query(`select ${calls.join(', ')}`, settings.flat());
}

/** A pool of pipelined connections under the application's role. Opens nothing yet. */
export function makePool(options: PoolOptions): Pool {
  const config: PoolConfig = {
    connectionString: options.url,
    max: options.max,
    // Connections are kept: reopening costs more than an idle backend.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: options.connectTimeoutMs,
    application_name: options.applicationName ?? 'caseload',
    keepAlive: true,
    pipeline: true,
    onConnect: (client) => prepareSession(client, options),
  };
  const pool = new Pool(config);
  pool.on('error', (error) => options.onIdleError?.(error));
  // The pool listens on idle clients only; an error on one that is in use would end the process.
  pool.on('connect', watchForLoss);
  return pool;
}

/** `pool.connect()` that gives up after `timeoutMs`, also when the server accepts and then stays silent. */
export async function connectWithin(pool: Pool, timeoutMs: number): Promise<PoolClient> {
  // One stands ready that nobody before us waits for.
  if (pool.idleCount > pool.waitingCount) return pool.connect();
  const connecting = pool.connect();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectionLost(`no connection within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([connecting, timeout]);
  } catch (error) {
    // Should it still arrive, it belongs to nobody and goes straight back.
    connecting.then(
      (client) => client.release(),
      () => undefined,
    );
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
