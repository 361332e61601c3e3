import { buildClient } from './support/buildClient.ts';

// npm run build: what `npm start` would otherwise do first; for hosts that build and run apart.
const directory = await buildClient((line) => void process.stdout.write(`${line}\n`)).directory;
process.stdout.write(`The client is in ${directory}\n`);
