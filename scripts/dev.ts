import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { migrate } from '@caseload/db/migrate.ts';
import { readConfig } from '@caseload/server/config.ts';
import { seedDemo } from './seed/seedDemo.ts';
import { describeFault } from './support/fatal.ts';
import { isEmptyDatabase } from './support/isEmptyDatabase.ts';
import { beginLifetime, Stopped } from './support/lifetime.ts';
import { openDatabaseServer } from './support/openDatabaseServer.ts';
import { countingLog } from './support/progress.ts';
import { inRepository } from './support/repository.ts';
import { stopRequest } from './support/stopRequest.ts';

// The database in this process, and beside it the server, restarted at every change of its sources, and Vite, which
// serves the client as it is being written and passes the calls of the API on.
const log = (line: string) => void process.stdout.write(`${line}\n`);
const lifetime = beginLifetime();
const lost = Promise.withResolvers<never>();
const stopped = stopRequest();

try {
  await Promise.race([start(), lost.promise, stopped]);
  await Promise.race([lost.promise, stopped]);
} catch (error) {
  if (!(error instanceof Stopped)) log(describeFault(error));
  process.exitCode = 1;
}
await lifetime.end();
process.exit();

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const databaseUrl = await openDatabaseServer({ config, lifetime, log, onLost: lost.reject });
  await migrate(databaseUrl, { log });
  if (config.demo && (await isEmptyDatabase(databaseUrl))) {
    await seedDemo({ url: databaseUrl, onProgress: countingLog(log) });
  }
  await run(
    ['--watch', '--watch-preserve-output', fileURLToPath(import.meta.resolve('./support/devServer.ts'))],
    {
      DATABASE_URL: databaseUrl,
      CASELOAD_DEMO: config.demo ? 'on' : 'off',
    },
  );
  await run([inRepository('node_modules', 'vite', 'bin', 'vite.js'), inRepository('client')], {
    PORT: String(config.port),
  });
}

function run(nodeArguments: string[], environment: Record<string, string>): Promise<unknown> {
  return lifetime.keep(
    () =>
      Promise.resolve(
        spawn(process.execPath, nodeArguments, {
          stdio: 'inherit',
          cwd: inRepository(),
          env: { ...process.env, ...environment },
        }),
      ),
    async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  );
}
