import express, { type Express } from 'express';
import expressSession from 'express-session';
import type { Logger } from 'pino';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { routeAssignedWork } from './assignedWork/routes.ts';
import type { FileStorage } from './attachments/fileStorage.ts';
import { routeAttachments } from './attachments/routes.ts';
import { makeBatchGate } from './batches/batchGate.ts';
import { routeBatches } from './batches/routes.ts';
import { routeBoard } from './board/routes.ts';
import type { Config } from './config.ts';
import { routeCustomFields } from './customFields/routes.ts';
import { routeCustomerActions } from './customerActions/routes.ts';
import { routeCustomers } from './customers/routes.ts';
import { routeEmployees } from './employees/routes.ts';
import { routeExports } from './exports/routes.ts';
import type { Feed } from './feed/feed.ts';
import { routeFeed } from './feed/routes.ts';
import { serveClient } from './http/clientFiles.ts';
import { refuseCrossSiteWrites } from './http/crossSite.ts';
import { makeCursorCodec } from './http/cursor.ts';
import { errorHandler, unknownAddress } from './http/errorHandler.ts';
import { readBodies } from './http/jsonBody.ts';
import { limitTime } from './http/limitTime.ts';
import { logRequests } from './http/logging.ts';
import type { ImportWorker } from './imports/importWork.ts';
import { routeImports } from './imports/routes.ts';
import { refuseOtherMethods } from './http/otherMethods.ts';
import { securityHeaders } from './http/securityHeaders.ts';
import { routeMentions } from './mentions/routes.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Readiness } from './operations/readiness.ts';
import { routeHealth, routeOpenApi } from './operations/routes.ts';
import { routeOrganisationActions } from './organisationActions/routes.ts';
import { routePasswordLinks } from './passwordLinks/routes.ts';
import { routePeople } from './people/routes.ts';
import type { RateLimits } from './rateLimits/rateLimits.ts';
import { type ActorDirectory, recogniseActor } from './session/currentSession.ts';
import { recogniseSession } from './session/recogniseSession.ts';
import type { Passwords } from './session/passwords.ts';
import { routeSession } from './session/routes.ts';
import type { SessionStore } from './session/sessionStore.ts';
import { routeSettings } from './settings/routes.ts';
import { routeDesk } from './desk/routes.ts';
import type { ConflictCounts } from './reports/conflictCounts.ts';
import { countConflicts } from './reports/countConflicts.ts';
import type { ReportDesk } from './reports/reportDesk.ts';
import { routeReports } from './reports/routes.ts';
import { routeActivity } from './activity/routes.ts';
import { routeStatuses } from './statuses/routes.ts';
import { routeTags } from './tags/routes.ts';
import { routeTeams } from './teams/routes.ts';
import { routeViews } from './views/routes.ts';

export type AppDependencies = {
  readonly config: Config;
  readonly logger: Logger;
  readonly database: Database;
  readonly sessionDatabase: Database;
  readonly store: SessionStore;
  readonly directory: ActorDirectory;
  /** Something of this person was changed: every process reads them anew. */
  readonly personChanged: (organisationId: string, employeeId: string) => void;
  /** Something of the organisation itself was changed: every process reads it anew. */
  readonly organisationChanged: (organisationId: string) => void;
  readonly passwords: Passwords;
  readonly rateLimits: RateLimits;
  readonly readiness: Readiness;
  /** Undefined when no mail server is configured. */
  readonly mailer: Mailer | undefined;
  /** What links to pages begin with; empty when it is not known under which address people come. */
  readonly publicAddress: () => string;
  /** Where the files of comments are. */
  readonly storage: FileStorage;
  readonly importWorker: ImportWorker;
  readonly reports: ReportDesk;
  readonly conflictCounts: ConflictCounts;
  readonly feed: Feed;
  /** Signs cookies and cursors. */
  readonly secret: string;
  /** The built client; undefined serves the API alone. */
  readonly clientDirectory: string | undefined;
};

/** The app in the order a request meets it. Opens and starts nothing. */
export function createApp(dependencies: AppDependencies): Express {
  const { config, logger, rateLimits, secret } = dependencies;
  const https = config.publicUrl?.startsWith('https:') ?? false;
  const cursors = makeCursorCodec(secret);
  const batchGate = makeBatchGate();
  const bound = { ...dependencies, cursors, batchGate, checkAnswers: config.checkAnswers, demo: config.demo };

  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', false).set('case sensitive routing', true);
  app.set('trust proxy', config.trustProxyHops);
  app.use(logRequests(logger), securityHeaders({ https }));

  // Before sessions and limits: probes and files cost neither.
  routeHealth(app, bound);
  routeOpenApi(app, bound);
  if (dependencies.clientDirectory !== undefined) serveClient(app, dependencies.clientDirectory);

  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  const sessions = expressSession({
    name: https ? '__Host-caseload.sid' : 'caseload.sid',
    secret,
    store: dependencies.store,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: https, path: '/', maxAge: config.sessionAbsoluteMs },
  });
  app.use('/api', refuseCrossSiteWrites(config.publicUrl), limitTime);
  // Where sessions begin, change and end.
  app.use(['/api/session', '/api/password-links', '/api/settings'], sessions);
  app.use(
    '/api',
    recogniseSession(dependencies.store, sessions),
    recogniseActor(dependencies.directory),
    rateLimits.general,
  );
  app.post('/api/session', rateLimits.signIn);
  app.post('/api/settings/password', rateLimits.password);
  app.post('/api/password-links/lookup', rateLimits.passwordLink);
  app.post('/api/password-links/password', rateLimits.passwordLink);
  readBodies(app);

  routeSession(app, bound);
  routeEmployees(app, bound);
  routeAssignedWork(app, bound);
  routeExports(app, bound);
  routeCustomers(app, bound);
  routeCustomerActions(app, bound);
  routeBatches(app, bound);
  routeBoard(app, bound);
  routeTeams(app, bound);
  routeAttachments(app, bound);
  routeImports(app, bound);
  routeMentions(app, bound);
  routeSettings(app, bound);
  routeDesk(app, bound);
  routeActivity(app, bound);
  routeFeed(app, bound);
  routeReports(app, bound);
  routeViews(app, bound);
  routeTags(app, bound);
  routeStatuses(app, bound);
  routePeople(app, bound);
  routePasswordLinks(app, bound);
  routeOrganisationActions(app, bound);
  routeCustomFields(app, bound);

  app.use(refuseOtherMethods, unknownAddress, countConflicts(dependencies.conflictCounts), errorHandler);
  return app;
}
