import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { openNotifications } from '@caseload/db/kernel/notifications.ts';
import { openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { verifyDatabase } from '@caseload/db/verifyDatabase.ts';
import { makeDiskStorage } from './attachments/diskStorage.ts';
import type { FileStorage } from './attachments/fileStorage.ts';
import { pruneAttachments } from './attachments/pruneAttachments.ts';
import type { Config } from './config.ts';
import { createApp } from './createApp.ts';
import { answerBrokenRequests } from './http/brokenRequests.ts';
import { makeLogger } from './http/logging.ts';
import { makeReadiness } from './operations/readiness.ts';
import { makeRateLimits, RATE_LIMIT_CHANNEL } from './rateLimits/rateLimits.ts';
import { makeActorDirectory } from './session/currentSession.ts';
import { makePasswords } from './session/passwords.ts';
import { SessionStore } from './session/sessionStore.ts';

export type RunningServer = {
  /** `http://127.0.0.1:3000`, with the port it really has. */
  readonly address: string;
  /** Says "not ready", lets requests finish for at most ten seconds, then closes what it opened. */
  stop(): Promise<void>;
};

export type ServerOptions = {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly clientDirectory?: string;
  readonly logger?: Logger;
  /** Where files are kept; below the data directory unless given. */
  readonly storage?: FileStorage;
};

const SESSION_CHANNEL = 'caseload_sessions';
const PEOPLE_CHANNEL = 'caseload_people';
const SESSION_CONNECTIONS = 4;
/** A whole office signs in at nine: their short statements may wait for the few connections. */
const SESSION_QUEUE = 1_000;
/** Besides the main pool: the sessions', one for health, one for notifications. Together DATABASE_POOL_MAX. */
const OTHER_CONNECTIONS = SESSION_CONNECTIONS + 2;
const PRUNE_MS = 15 * 60_000;
const PRUNE_FILES_MS = 60 * 60_000;
const DRAIN_MS = 10_000;
/** How long a file may take on a slow line; JSON has less, see `jsonBody.ts`. */
const UPLOAD_MS = 5 * 60_000;

/** Opens the pools, proves that row-level security holds, and listens. Everything is closed again if it fails. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, databaseUrl: url } = options;
  const logger = options.logger ?? makeLogger(config.logLevel);
  const onIdleError = (error: Error) =>
    logger.warn({ reason: error.message }, 'an idle database connection ended');
  const open = (
    name: string,
    max: number,
    limits: { statementTimeoutMs?: number; maxWaiting?: number } = {},
  ) =>
    openDatabase({
      url,
      max,
      connectTimeoutMs: config.pool.connectTimeoutMs,
      applicationName: `caseload-${name}`,
      onIdleError,
      ...limits,
    });

  const database = open('main', config.pool.max - OTHER_CONNECTIONS);
  const sessionDatabase = open('sessions', SESSION_CONNECTIONS, { maxWaiting: SESSION_QUEUE });
  const healthDatabase = open('health', 1, { statementTimeoutMs: 2_000 });
  const directory = makeActorDirectory(sessionDatabase);
  const store = new SessionStore({
    database: sessionDatabase,
    idleMs: config.sessionIdleMs,
    absoluteMs: config.sessionAbsoluteMs,
    announceEnd: (sid) => void notifications.publish(SESSION_CHANNEL, sid),
  });
  const rateLimits = makeRateLimits({
    ...config.rateLimit,
    publish: (channel, payload) => notifications.publish(channel, payload),
  });
  const notifications = openNotifications({
    url,
    channels: [SESSION_CHANNEL, PEOPLE_CHANNEL, RATE_LIMIT_CHANNEL],
    onMessage(channel, payload) {
      if (channel === RATE_LIMIT_CHANNEL) return rateLimits.receive(payload);
      if (channel === SESSION_CHANNEL) return store.forget(payload);
      const [organisationId = '', employeeId = ''] = payload.split('/');
      return directory.forget(organisationId, employeeId);
    },
    onGap: () => {
      store.forget();
      directory.forgetAll();
    },
  });
  const readiness = makeReadiness(healthDatabase);
  const storage = options.storage ?? makeDiskStorage(join(config.dataDirectory, 'uploads'));
  const pruning = setInterval(() => void store.prune().catch(onIdleError), PRUNE_MS);
  const pruningFiles = setInterval(
    () =>
      void pruneAttachments({ database, storage, logger }).catch((error: unknown) =>
        logger.warn({ err: error }, 'abandoned uploads were not cleared away'),
      ),
    PRUNE_FILES_MS,
  );
  const closeAll = async () => {
    clearInterval(pruning);
    clearInterval(pruningFiles);
    rateLimits.stop();
    await notifications.close();
    await Promise.all([database.close(), sessionDatabase.close(), healthDatabase.close()]);
  };

  try {
    const { secret } = await verifyDatabase(healthDatabase);
    await database.warm(Math.min(config.pool.min, config.pool.max - OTHER_CONNECTIONS));
    const app = createApp({
      config,
      logger,
      database,
      sessionDatabase,
      store,
      directory,
      personChanged(organisationId, employeeId) {
        directory.forget(organisationId, employeeId);
        void notifications.publish(PEOPLE_CHANNEL, `${organisationId}/${employeeId}`);
      },
      passwords: makePasswords(),
      rateLimits,
      readiness,
      storage,
      secret: config.sessionSecret ?? secret,
      clientDirectory: options.clientDirectory,
    });
    const server = createServer(
      { headersTimeout: 10_000, requestTimeout: UPLOAD_MS, keepAliveTimeout: 65_000 },
      app,
    );
    answerBrokenRequests(server);
    await listen(server, config);
    return {
      address: addressOf(server, config.host),
      async stop() {
        readiness.startDraining();
        await drain(server);
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function addressOf(server: Server, host: string): string {
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${host}]` : host;
  return `http://${name === '0.0.0.0' || name === '[::]' ? '127.0.0.1' : name}:${address.port}`;
}

/** Takes no new connections, waits for the requests under way, and cuts what is still open after DRAIN_MS. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(cut);
}
