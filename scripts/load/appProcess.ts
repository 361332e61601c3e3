import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfig } from '@caseload/server/config.ts';
import { startServer } from '@caseload/server/startServer.ts';
import type { AppFigures } from './appFigures.ts';

// The server as it runs in production, in a process of its own. Started by `npm run load` with the address of the
// database in DATABASE_URL; asked for its figures by any message.
const config = readConfig({
  ...process.env,
  NODE_ENV: 'production',
  PORT: '0',
  RATE_LIMIT_MAX: '999999999',
  RATE_LIMIT_SIGN_IN_MAX: '999999999',
});
const server = await startServer({ config, databaseUrl: process.env['DATABASE_URL'] ?? '' });
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

process.on('message', () => {
  const figures: AppFigures = {
    residentMb: process.memoryUsage.rss() / 2 ** 20,
    eventLoopP99Ms: delay.percentile(99) / 1e6,
    eventLoopMaxMs: delay.max / 1e6,
  };
  delay.reset();
  process.send?.(figures);
});
process.once('disconnect', () => void server.stop().then(() => process.exit()));
process.send?.({ address: server.address });
