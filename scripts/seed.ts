import { migrate } from '@caseload/db/migrate.ts';
import { readConfig } from '@caseload/server/config.ts';
import { makeProgressLine } from './import/progressLine.ts';
import { reachDatabase } from './import/reachDatabase.ts';
import { seedDemo } from './seed/seedDemo.ts';
import { describeFault } from './support/fatal.ts';

const begun = performance.now();
const log = (line: string) => void process.stderr.write(`  ${line}\n`);

try {
  const config = readConfig(process.env);
  if (config.production)
    throw new Error('The demo office has known passwords and is never part of production.');
  const database = await reachDatabase({ config, create: true, log });
  const line = makeProgressLine(process.stderr);
  try {
    const onProgress = (done: number, total: number) =>
      line.show(done / total, `${done.toLocaleString('en')} actions`);
    await migrate(database.url, { log });
    await seedDemo({ url: database.url, onProgress });
  } finally {
    line.end();
    await database.release();
  }
  process.stdout.write(`The demo office is there (${((performance.now() - begun) / 1_000).toFixed(1)} s).\n`);
} catch (error) {
  process.stderr.write(`${describeFault(error)}\n`);
  process.exitCode = 1;
}
