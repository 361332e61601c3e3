import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { Express } from 'express';
import { expect, test } from 'vitest';
import { endpoints } from '@caseload/shared/endpoints.ts';
import { openDatabase } from '@caseload/db/kernel/openDatabase.ts';
import { makeDiskStorage } from '@caseload/server/attachments/diskStorage.ts';
import { readConfig } from '@caseload/server/config.ts';
import { createApp } from '@caseload/server/createApp.ts';
import { makeLogger } from '@caseload/server/http/logging.ts';
import { openApiDocument } from '@caseload/server/operations/openApiDocument.ts';
import { makeReadiness } from '@caseload/server/operations/readiness.ts';
import { makeFeed } from '@caseload/server/feed/feed.ts';
import { makeRateLimits } from '@caseload/server/rateLimits/rateLimits.ts';
import { makeActorDirectory } from '@caseload/server/session/currentSession.ts';
import { makePasswords } from '@caseload/server/session/passwords.ts';
import { SessionStore } from '@caseload/server/session/sessionStore.ts';

const file = fileURLToPath(new URL('../../../server/openapi.json', import.meta.url));

test('the committed document is the one the endpoints make', async () => {
  expect(JSON.parse(await readFile(file, 'utf8')), 'run npm run openapi').toEqual(
    JSON.parse(JSON.stringify(openApiDocument())),
  );
});

test('the document passes the linter', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: await readFile(file, 'utf8'), absoluteRef: file, config });
  expect(
    problems.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer}`),
  ).toEqual([]);
});

test('every route of the app is in the document, and the other way round', () => {
  const documented = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path.replaceAll(/\{(\w+)\}/gu, ':$1')}`),
  );
  expect(routesOf(idleApp()).toSorted()).toEqual(documented.toSorted());
  expect(documented).toHaveLength(endpoints.length);
});

/** The real app over pools that nobody ever opens. */
function idleApp(): Express {
  const config = readConfig({});
  const database = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none', max: 1, connectTimeoutMs: 1 });
  const rateLimits = makeRateLimits({ ...config.rateLimit, publish: async () => undefined });
  rateLimits.stop();
  const feed = makeFeed({ database, announce: () => undefined, isSignedIn: async () => false });
  feed.close();
  return createApp({
    config,
    logger: makeLogger('silent'),
    secret: 'nothing is signed here',
    clientDirectory: undefined,
    database,
    sessionDatabase: database,
    store: new SessionStore({ database, idleMs: 1, absoluteMs: 1, announceEnd: () => undefined }),
    directory: makeActorDirectory(database),
    organisationChanged: () => undefined,
    feed,
    mailer: undefined,
    publicAddress: () => '',
    personChanged: () => undefined,
    passwords: makePasswords(),
    readiness: makeReadiness(database),
    storage: makeDiskStorage('/nowhere'),
    importWorker: { begin: () => undefined, cancel: () => undefined, stop: async () => undefined },
    reports: { ask: () => Promise.reject(new Error('nothing is reported')), close: async () => undefined },
    conflictCounts: { add: () => undefined, flush: async () => undefined, stop: async () => undefined },
    rateLimits,
  });
}

function routesOf(app: Express): string[] {
  const names = app.router.stack.flatMap(({ route }) =>
    route ? route.stack.map(({ method }) => `${method} ${route.path}`) : [],
  );
  // A second handler on a path, like the limit for signing in, is no endpoint of its own.
  return [...new Set(names)];
}
