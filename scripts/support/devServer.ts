import { readConfig } from '@caseload/server/config.ts';
import { startServer } from '@caseload/server/startServer.ts';
import { inRepository } from './repository.ts';
import { stopRequest } from './stopRequest.ts';

const config = readConfig(process.env);
const { DATABASE_URL: databaseUrl } = process.env;
if (databaseUrl === undefined) throw new Error('Run "npm run dev", which starts this with a database.');
const server = await startServer({ config, databaseUrl, clientDirectory: inRepository('client', 'public') });
await stopRequest();
await server.stop();
process.exit();
