import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checks } from './prove/checks/checks.ts';
import { HELP, type ProveCommand, readCommandLine, UsageError } from './prove/commandLine.ts';
import { isCaught, mutantOf } from './prove/mutants/mutants.ts';
import { runMutant } from './prove/mutants/runMutant.ts';
import { proveInstallation } from './prove/proveInstallation.ts';
import { judge, unlookedIn, violationsIn } from './prove/report/judge.ts';
import { merged } from './prove/report/merge.ts';
import { reportOf } from './prove/report/report.ts';
import { tableOf } from './prove/report/table.ts';
import { describeFault } from './support/fatal.ts';
import { beginLifetime, Stopped } from './support/lifetime.ts';
import { inRepository } from './support/repository.ts';
import { stopRequest } from './support/stopRequest.ts';

const write = (line: string) => void process.stdout.write(`${line}\n`);
const lifetime = beginLifetime();
const stopped = stopRequest();
let directory: string | undefined;
let keeps = false;

try {
  const command = readCommandLine(process.argv.slice(2));
  if (command === 'help') write(HELP);
  else {
    directory = await mkdtemp(path.join(tmpdir(), 'caseload-prove-'));
    write(`seed ${command.seed}`);
    const running =
      command.mutant === undefined ? prove(command, directory) : proveMutant(command, directory);
    const found = await Promise.race([running, stopped.then(() => 'stopped' as const)]);
    if (found === 'stopped') process.exitCode = 130;
    else if (found > 0) {
      process.exitCode = 1;
      keeps = true;
    } else keeps = command.keep;
  }
} catch (error) {
  if (!(error instanceof Stopped)) {
    process.stderr.write(
      `\n${error instanceof UsageError ? `${error.message}\n\n${HELP}` : describeFault(error)}\n`,
    );
    process.exitCode = 1;
  }
}
await lifetime.end().catch((error: unknown) => {
  process.stderr.write(`${describeFault(error)}\n`);
  process.exitCode = 1;
});
if (directory !== undefined) await tidy(directory);
// Clients that were interrupted may still hold a socket or a timer.
process.exit();

async function prove(command: ProveCommand, home: string): Promise<number> {
  if (command.given) {
    write(
      'A given installation: no fault is made there, and neither its processes nor its memory are looked at.',
    );
  }
  const acts = await proveInstallation(command, { directory: home, lifetime, log: write });
  const judgements = merged(acts.map(({ proof }) => judge(checks, proof.evidence)));
  const report = await reportOf(command, acts, judgements);
  write(`\n${report}`);
  if (command.save) {
    const file = inRepository('scripts', 'prove', 'results', `${command.profile}.txt`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${report}\n`);
  }
  return violationsIn(judgements) + unlookedIn(judgements, command.given !== undefined).length;
}

/** Resolves to 0 when the bug was caught by the check that is meant to catch it. */
async function proveMutant({ mutant: name, seed }: ProveCommand, home: string): Promise<number> {
  if (name === undefined) return 0;
  const mutant = mutantOf(name);
  const proof = await runMutant({ mutant, seed, directory: home, lifetime, log: write });
  const judgements = judge(checks, proof.evidence);
  const wasCaught = isCaught(mutant, judgements);
  write(`\n${tableOf(judgements.filter(({ finding }) => finding.violations.length > 0))}\n`);
  write(`${name} (${mutant.bug}): ${wasCaught ? 'caught' : 'NOT caught'} by “${mutant.caughtBy.name}”`);
  return wasCaught ? 0 : 1;
}

/** Of what was recorded nothing stays unless it is wanted; of what ran nothing stays at all. */
async function tidy(home: string): Promise<void> {
  if (!keeps) {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
    return;
  }
  for (const part of ['main/database', 'main/app', 'disk/database', 'disk/app', 'database', 'app']) {
    await rm(path.join(home, part), { recursive: true, force: true, maxRetries: 5 });
  }
  write(`The history and the logs are in ${home}`);
}
