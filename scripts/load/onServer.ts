import { Client, escapeIdentifier } from 'pg';
import type { EmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';

/** Removes the database of this name, should there be one. */
export async function removeDatabase(server: EmbeddedPostgres, name: string): Promise<void> {
  await onServer(server, `drop database if exists ${escapeIdentifier(name)} with (force)`);
}

/** Runs a statement in the maintenance database. */
export async function onServer(server: EmbeddedPostgres, statement: string): Promise<{ name: string }[]> {
  const client = new Client({ connectionString: server.url('postgres'), application_name: 'caseload-load' });
  await client.connect();
  try {
    return (await client.query<{ name: string }>(statement)).rows;
  } finally {
    await client.end();
  }
}
