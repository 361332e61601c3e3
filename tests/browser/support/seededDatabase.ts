import { seedDemo } from '@caseload/scripts/seed/seedDemo.ts';
import { Client } from 'pg';
import { inject } from 'vitest';
import { cloneDatabase, onServer, type TestDatabase, urlOfDatabase } from '../../support/testDatabase.ts';

const TEMPLATE = 'caseload_demo';
const UNFINISHED = 'caseload_demo_unfinished';
const LOCK = 7_301;

/** A database of one's own with the demo office; the office is made once a run, by whoever asks first. */
export async function cloneSeededDatabase(): Promise<TestDatabase> {
  await makeTemplateOnce(inject('serverUrl'));
  return cloneDatabase(TEMPLATE);
}

async function makeTemplateOnce(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount === 0) await makeTemplate(serverUrl);
  } finally {
    await client.end();
  }
}

async function makeTemplate(serverUrl: string): Promise<void> {
  await onServer(serverUrl, `drop database if exists ${UNFINISHED} with (force)`);
  await onServer(serverUrl, `create database ${UNFINISHED} template ${inject('templateName')}`);
  await seedDemo({ url: urlOfDatabase(serverUrl, UNFINISHED) });
  await onServer(serverUrl, `alter database ${UNFINISHED} rename to ${TEMPLATE}`);
}
