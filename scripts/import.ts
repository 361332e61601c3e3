import path from 'node:path';
import { readConfig } from '@caseload/server/config.ts';
import { type ImportCommand, readCommandLine, UsageError } from './import/commandLine.ts';
import { explainFault } from './import/explainFault.ts';
import { HELP } from './import/help.ts';
import { makeProgressLine } from './import/progressLine.ts';
import { reachDatabase } from './import/reachDatabase.ts';
import { runImport } from './import/runImport.ts';
import { summary } from './import/summary.ts';
import { stopRequest } from './support/stopRequest.ts';

const stopping = new AbortController();
void stopRequest().then(() => stopping.abort());

try {
  const command = readCommandLine(process.argv.slice(2));
  if (command === 'help') process.stdout.write(HELP);
  else await run(withAbsolutePaths(command));
} catch (error) {
  const usage = error instanceof UsageError;
  process.stderr.write(
    stopping.signal.aborted ? 'Stopped. Nothing was imported.\n' : `${explainFault(error)}\n`,
  );
  if (usage) process.stderr.write('\n"npm run import -- --help" explains everything.\n');
  process.exitCode = usage ? 2 : 1;
}

async function run(command: ImportCommand): Promise<void> {
  const log = (line: string) => void process.stderr.write(`  ${line}\n`);
  const database = await reachDatabase({ config: readConfig(process.env), create: false, log });
  const line = makeProgressLine(process.stderr);
  try {
    const { url } = database;
    const onProgress = (done: number, rows: number) => line.show(done, `${rows.toLocaleString('en')} rows`);
    const outcome = await runImport(command, { url, onProgress, signal: stopping.signal });
    line.end();
    process.stdout.write(
      summary(outcome.report, {
        organisation: outcome.organisation,
        dryRun: command.dryRun,
        rejects: command.rejects,
        seconds: process.uptime(),
      }),
    );
  } finally {
    line.end();
    await database.release();
  }
}

/** Paths on the command line are meant from where the person stands, which npm leaves in INIT_CWD. */
function withAbsolutePaths(command: ImportCommand): ImportCommand {
  const from = process.env['INIT_CWD'] ?? process.cwd();
  return {
    ...command,
    file: path.resolve(from, command.file),
    rejects: command.rejects === undefined ? undefined : path.resolve(from, command.rejects),
  };
}
