import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfig } from '@caseload/server/config.ts';
import { startServer } from '@caseload/server/startServer.ts';
import type { AppFigures } from './appFigures.ts';
import { watchPools } from './watchPools.ts';

// The server as it runs in production, in a process of its own. Started by `npm run load` with the address of the
// database in DATABASE_URL; asked for its figures by any message.
const LOOK_MS = 50;
const RESOLUTION_MS = 10;
const config = readConfig({
  ...process.env,
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: '0',
  RATE_LIMIT_MAX: '999999999',
  RATE_LIMIT_SIGN_IN_MAX: '999999999',
});
// Ctrl-C reaches every process of the terminal; this one ends when the load run lets go of it.
process.on('SIGINT', () => undefined);
const pools = watchPools();
const server = await startServer({ config, databaseUrl: process.env['DATABASE_URL'] ?? '' });
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

// It tells the time between two looks, most of which is meant to pass.
const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
const residentMb = () => process.memoryUsage.rss() / 2 ** 20;
/** Without what nobody uses any more, which V8 keeps until it wants the room. */
function usedMb(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}
let peakMb = residentMb();
const looking = setInterval(() => {
  pools.look();
  peakMb = Math.max(peakMb, residentMb());
}, LOOK_MS);

process.on('message', () => {
  const now = residentMb();
  const figures: AppFigures = {
    residentMb: now,
    peakMb: Math.max(peakMb, now),
    usedMb: usedMb(),
    eventLoopP99Ms: late(delay.percentile(99)),
    eventLoopMaxMs: late(delay.max),
    pools: pools.take(),
  };
  delay.reset();
  peakMb = now;
  process.send?.(figures);
});
process.once('disconnect', () => {
  clearInterval(looking);
  void server.stop().then(() => process.exit());
});
process.send?.({ address: server.address });
