import { startEmbeddedPostgres } from '@caseload/db/embedded/startEmbeddedPostgres.ts';

// Run as a process of its own, to be killed: starts the server, writes its process id, and waits.
const [dataDirectory = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDirectory, log: () => {} });
process.stdout.write(String(server.pid()));
setInterval(() => {}, 60_000);
