import { Client } from 'pg';
import { superuser } from './initialiseCluster.ts';
import { type Endpoint, socketPort } from './serverArguments.ts';

/** A `postgresql://` URL for pg; a unix socket directory goes into the query, where any path is safe. */
export function connectionUrl(endpoint: Endpoint, password: string, database: string): string {
  const credentials = `${superuser}:${encodeURIComponent(password)}`;
  const name = encodeURIComponent(database);
  return endpoint.kind === 'socket'
    ? `postgresql://${credentials}@localhost:${socketPort}/${name}?host=${encodeURIComponent(endpoint.directory)}`
    : `postgresql://${credentials}@127.0.0.1:${endpoint.port}/${name}`;
}

/** Connects, runs `work`, disconnects. A connection lost meanwhile rejects and never becomes an uncaught error. */
export async function withClient<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
