import { migrate } from '@caseload/db/migrate.ts';
import { type Config, readConfig } from '@caseload/server/config.ts';
import { startServer } from '@caseload/server/startServer.ts';
import { seedDemo } from './seed/seedDemo.ts';
import { buildClient } from './support/buildClient.ts';
import { describeFault, describePortFault } from './support/fatal.ts';
import { isEmptyDatabase } from './support/isEmptyDatabase.ts';
import { beginLifetime, type Lifetime, Stopped } from './support/lifetime.ts';
import { openDatabaseServer } from './support/openDatabaseServer.ts';
import { requireFreePort } from './support/requireFreePort.ts';
import { beginProgress, countingLog, type Progress } from './support/progress.ts';
import { stopRequest } from './support/stopRequest.ts';
import { welcome } from './support/welcome.ts';

const write = (text: string) => void process.stdout.write(text);
const lifetime = beginLifetime();
const fault = Promise.withResolvers<never>();
const stopped = stopRequest();

try {
  const config = readConfig(process.env);
  const started = start(config, beginProgress(write), lifetime);
  await Promise.race([started, fault.promise, stopped]);
  await Promise.race([fault.promise, stopped]);
  write('\nStopping …\n');
} catch (error) {
  if (!(error instanceof Stopped)) {
    process.stderr.write(`\n${describeFault(error)}\n`);
    process.exitCode = 1;
  }
}
await lifetime.end().catch((error: unknown) => {
  process.stderr.write(`${describeFault(error)}\n`);
  process.exitCode = 1;
});
if (process.exitCode === undefined) write('Stopped. Everything is saved.\n');
// Whatever was interrupted in the middle of the start may still hold a timer or a socket.
process.exit();

async function start(config: Config, progress: Progress, life: Lifetime): Promise<void> {
  await requireFreePort(config);
  const [clientDirectory, databaseUrl] = await Promise.all([
    progress.step('Client', (log) => openClient(life, log)),
    progress.step('PostgreSQL', (log) =>
      openDatabaseServer({ config, lifetime: life, log, onLost: fault.reject }),
    ),
  ]);
  await progress.step('Schema', (log) =>
    migrate(databaseUrl, { log, connectTimeoutMs: config.pool.connectTimeoutMs }),
  );
  life.check();
  if (config.demo && (await isEmptyDatabase(databaseUrl))) {
    await progress.step('Demo office', (log) => seedDemo({ url: databaseUrl, onProgress: countingLog(log) }));
    life.check();
  }
  const server = await progress
    .step('Server', () =>
      life.keep(
        () => startServer({ config, databaseUrl, clientDirectory }),
        (running) => running.stop(),
      ),
    )
    .catch((error: unknown) => {
      const sentence = describePortFault(error, config);
      throw sentence === undefined ? error : new Error(sentence, { cause: error });
    });
  write(welcome({ address: server.address, demo: config.demo, elapsed: progress.elapsed() }));
}

async function openClient(life: Lifetime, log: (line: string) => void): Promise<string> {
  const build = await life.keep(
    () => Promise.resolve(buildClient(log)),
    ({ cancel }) => cancel(),
  );
  return build.directory;
}
