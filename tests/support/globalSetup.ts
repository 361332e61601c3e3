import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '@caseload/db/migrate.ts';
import { unpackChromium } from '@caseload/scripts/support/launchChromium.ts';
import type { TestProject } from 'vitest/node';
import { onServer, urlOfDatabase } from './testDatabase.ts';

const TEMPLATE = 'caseload_template';

/** One real PostgreSQL for the whole run, with a migrated template, gone afterwards; and a Chromium that is unpacked. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await unpackChromium();
  const dataDirectory = await mkdtemp(
    join(process.env['CASELOAD_TEST_DATABASE'] ?? tmpdir(), 'caseload-test-'),
  );
  const lines: string[] = [];
  const server = await startEmbeddedPostgres({
    dataDirectory,
    log: (line) => lines.push(line),
    // Many apps with pools of their own at once.
    maxConnections: 400,
  });
  const serverUrl = server.url('postgres');
  await onServer(serverUrl, `create database ${TEMPLATE}`);
  await migrate(urlOfDatabase(serverUrl, TEMPLATE), { log: () => undefined });
  project.provide('serverUrl', serverUrl);
  project.provide('templateName', TEMPLATE);
  return async () => {
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}
