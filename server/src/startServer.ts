import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { openNotifications } from '@caseload/db/kernel/notifications.ts';
import { type DatabaseOptions, openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { verifyDatabase } from '@caseload/db/verifyDatabase.ts';
import { makeDiskStorage } from './attachments/diskStorage.ts';
import type { FileStorage } from './attachments/fileStorage.ts';
import { pruneAttachments } from './attachments/pruneAttachments.ts';
import { prunePreviews } from './batches/prunePreviews.ts';
import type { Config } from './config.ts';
import { createApp } from './createApp.ts';
import { type Feed, makeFeed } from './feed/feed.ts';
import { answerBrokenRequests } from './http/brokenRequests.ts';
import { inTurns } from './http/inTurns.ts';
import { makeLogger } from './http/logging.ts';
import { IMPORTS_AT_ONCE, makeImportWorker } from './imports/importWork.ts';
import { pruneImports } from './imports/pruneImports.ts';
import { makeReadiness } from './operations/readiness.ts';
import { makeRateLimits, RATE_LIMIT_CHANNEL } from './rateLimits/rateLimits.ts';
import { isSignedIn, makeActorDirectory } from './session/currentSession.ts';
import { makePasswords } from './session/passwords.ts';
import { makeConflictCounts } from './reports/conflictCounts.ts';
import { makeReportDesk, REPORTS_AT_ONCE } from './reports/reportDesk.ts';
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
const FEED_CHANNEL = 'caseload_feed';
/** A whole office signs in at nine: their short statements may wait for the few connections. */
const SESSION_QUEUE = 1_000;
/** The reports', the imports', one for health, one for notifications. */
const OTHER_CONNECTIONS = REPORTS_AT_ONCE + IMPORTS_AT_ONCE + 2;
/** Sessions are read by few short statements, of a crowd by many: eight of fifty, and never fewer than four. */
const sessionConnections = (all: number) => Math.max(4, Math.floor((all * 8) / 50));
/** So many times as long as one of its statements may take, all of a report may. */
const REPORT_STATEMENTS = 3;
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
    limits: Pick<DatabaseOptions, 'statementTimeoutMs' | 'lockTimeoutMs' | 'maxWaiting' | 'onCommitted'> = {},
  ) =>
    openDatabase({
      url,
      max,
      connectTimeoutMs: config.pool.connectTimeoutMs,
      applicationName: `caseload-${name}`,
      onIdleError,
      ...limits,
    });

  // Together they are DATABASE_POOL_MAX.
  const forSessions = sessionConnections(config.pool.max);
  const forMain = config.pool.max - forSessions - OTHER_CONNECTIONS;
  const onCommitted: DatabaseOptions['onCommitted'] = (scope) => {
    if ('organisationId' in scope) feed.committed(scope.organisationId);
  };
  const database = open('main', forMain, { onCommitted });
  const sessionDatabase = open('sessions', forSessions, { maxWaiting: SESSION_QUEUE });
  const healthDatabase = open('health', 1, { statementTimeoutMs: 2_000 });
  const reportDatabase = open('reports', REPORTS_AT_ONCE, { statementTimeoutMs: config.reportTimeoutMs });
  const reports = makeReportDesk({
    database,
    reportDatabase,
    deadlineMs: config.reportTimeoutMs * REPORT_STATEMENTS,
    logger,
  });
  // An import waits longer than a person would, but no statement of it takes minutes.
  const importDatabase = open('imports', IMPORTS_AT_ONCE, {
    statementTimeoutMs: 120_000,
    lockTimeoutMs: 30_000,
    onCommitted,
  });
  const conflictCounts = makeConflictCounts({ database, logger });
  const directory = makeActorDirectory(sessionDatabase);
  const store = new SessionStore({
    database: sessionDatabase,
    idleMs: config.sessionIdleMs,
    absoluteMs: config.sessionAbsoluteMs,
    announceEnd(sid) {
      feed.recheck({ sid });
      void notifications.announce(SESSION_CHANNEL, sid);
    },
  });
  const rateLimits = makeRateLimits({
    ...config.rateLimit,
    publish: (channel, payload) => notifications.publish(channel, payload),
  });
  const feed: Feed = makeFeed({
    database,
    announce: (organisationId) => void notifications.publish(FEED_CHANNEL, organisationId),
    isSignedIn: ({ sid }) => isSignedIn(store, directory, sid),
  });
  const sessionEnded = (sid: string) => {
    store.forget(sid);
    feed.recheck({ sid });
  };
  const personChanged = (organisationId: string, employeeId: string) => {
    directory.forget(organisationId, employeeId);
    feed.recheck({ employeeId });
  };
  const notifications = openNotifications({
    url,
    channels: [SESSION_CHANNEL, PEOPLE_CHANNEL, RATE_LIMIT_CHANNEL, FEED_CHANNEL],
    onMessage(channel, payload) {
      if (channel === FEED_CHANNEL) return feed.heard(payload);
      if (channel === RATE_LIMIT_CHANNEL) return rateLimits.receive(payload);
      if (channel === SESSION_CHANNEL) return sessionEnded(payload);
      const [organisationId = '', employeeId = ''] = payload.split('/');
      // Nobody in particular: the organisation itself changed.
      return employeeId === '' ? directory.forgetAll() : personChanged(organisationId, employeeId);
    },
    onGap: () => {
      store.forget();
      directory.forgetAll();
      feed.recheck();
    },
  });
  const readiness = makeReadiness(healthDatabase);
  const storage = options.storage ?? makeDiskStorage(join(config.dataDirectory, 'uploads'));
  const importWorker = makeImportWorker({ database, importDatabase, storage, logger });
  const pruning = setInterval(() => void store.prune().catch(onIdleError), PRUNE_MS);
  const pruningPreviews = setInterval(
    () =>
      void prunePreviews({ database, logger }).catch((error: unknown) =>
        logger.warn({ err: error }, 'abandoned previews were not cleared away'),
      ),
    PRUNE_MS,
  );
  const pruneFiles = async () => {
    await pruneAttachments({ database, storage, logger });
    await pruneImports({ database, storage, logger });
  };
  const pruningFiles = setInterval(
    () =>
      void pruneFiles().catch((error: unknown) =>
        logger.warn({ err: error }, 'abandoned uploads were not cleared away'),
      ),
    PRUNE_FILES_MS,
  );
  const closeAll = async () => {
    clearInterval(pruning);
    clearInterval(pruningPreviews);
    clearInterval(pruningFiles);
    rateLimits.stop();
    feed.close();
    await notifications.close();
    await conflictCounts.stop();
    await reports.close();
    await importWorker.stop();
    await Promise.all([
      importDatabase.close(),
      database.close(),
      sessionDatabase.close(),
      healthDatabase.close(),
    ]);
  };

  try {
    const { secret } = await verifyDatabase(healthDatabase);
    await database.warm(Math.min(config.pool.min, forMain)).catch((error: unknown) => {
      // It can be worked with: who finds no connection is told to come again.
      logger.warn({ err: error }, 'the database gave fewer connections than DATABASE_POOL_MIN');
    });
    const app = createApp({
      config,
      logger,
      database,
      sessionDatabase,
      store,
      directory,
      personChanged(organisationId, employeeId) {
        personChanged(organisationId, employeeId);
        void notifications.announce(PEOPLE_CHANNEL, `${organisationId}/${employeeId}`);
      },
      organisationChanged(organisationId) {
        directory.forgetAll();
        void notifications.announce(PEOPLE_CHANNEL, `${organisationId}/`);
      },
      mailer: await openMailer(config.mail),
      // In production the address it listens on is nobody's; without one, the browser puts its own before the path.
      publicAddress: () => config.publicUrl ?? (config.production ? '' : addressOf(server, config.host)),
      passwords: makePasswords(),
      rateLimits,
      readiness,
      storage,
      importWorker,
      reports,
      conflictCounts,
      feed,
      secret: config.sessionSecret ?? secret,
      clientDirectory: options.clientDirectory,
    });
    const server = createServer(
      { headersTimeout: 10_000, requestTimeout: UPLOAD_MS, keepAliveTimeout: 65_000 },
      inTurns(app),
    );
    answerBrokenRequests(server);
    await listen(server, config);
    return {
      address: addressOf(server, config.host),
      async stop() {
        readiness.startDraining();
        feed.close();
        await drain(server);
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** What sends mail takes 3 MB and a tenth of a second. Loaded now, not with the first mail: then others would wait. */
const openMailer = async (mail: Config['mail']) =>
  mail && (await import('./mail/mailer.ts')).makeMailer(mail);

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
  // Clients keep their connections and would go on asking: each answer from now on is the last on its connection.
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(cut);
}
