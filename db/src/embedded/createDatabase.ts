import { escapeIdentifier } from 'pg';
import { withClient } from './connect.ts';
import { errorCode } from './errorCode.ts';
import type { EmbeddedPostgres } from './startEmbeddedPostgres.ts';

/** Creates the database of this name unless it exists. Resolves to its URL. */
export async function createDatabaseIfMissing(server: EmbeddedPostgres, name: string): Promise<string> {
  await withClient(server.url('postgres'), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 1) return;
    try {
      await client.query(`create database ${escapeIdentifier(name)}`);
    } catch (error) {
      // Somebody else was quicker.
      if (errorCode(error) !== '42P04' && errorCode(error) !== '23505') throw error;
    }
  });
  return server.url(name);
}
