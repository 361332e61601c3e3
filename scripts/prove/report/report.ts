import { execFile } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { inRepository } from '../../support/repository.ts';
import type { Act } from '../proveInstallation.ts';
import type { ProveCommand } from '../commandLine.ts';
import type { Aftermath } from '../evidence/evidence.ts';
import type { Judgement } from './judge.ts';
import { tableOf } from './table.ts';

/** The whole outcome as text: what was run where, what was found, and what was not looked at. */
export async function reportOf(
  command: ProveCommand,
  acts: readonly Act[],
  judgements: readonly Judgement[],
): Promise<string> {
  const calls = acts.reduce((sum, { proof }) => sum + proof.evidence.history.calls.length, 0);
  const acknowledged = acts.reduce((sum, { proof }) => sum + proof.acknowledged, 0);
  const seconds = acts.reduce((sum, { proof }) => sum + proof.seconds, 0);
  const made = [...new Set(acts.flatMap(({ proof }) => [...proof.made]))];
  const skipped = acts.flatMap(({ proof }) => [...proof.skipped]);
  const violations = judgements.reduce((sum, { finding }) => sum + finding.violations.length, 0);
  const unlooked = judgements.filter(({ finding }) => finding.checked === 0).map(({ check }) => check.name);
  return [
    `profile ${command.profile}, seed ${command.seed}, ${new Date().toISOString()}`,
    `revision ${await revision()}, Node ${process.versions.node}, PostgreSQL ${acts[0]?.proof.postgres ?? 'unknown'}, ${process.platform} ${process.arch}`,
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, shared by clients, app and database`,
    '',
    tableOf(judgements),
    '',
    `faults made: ${made.join('; ') || 'none'}`,
    ...skipped.map(([name, reason]) => `skipped: ${name}: ${reason}`),
    ...(unlooked.length > 0 ? [`not checked: ${unlooked.join(', ')}`] : []),
    ...acts.flatMap(({ name, proof }) => memoryLine(name, proof.evidence.aftermath)),
    `${calls} requests, ${acknowledged} acknowledged writes, ${seconds.toFixed(1)} s, ${violations} violations`,
  ].join('\n');
}

function memoryLine(name: string, found: Aftermath | undefined): string[] {
  if (found === undefined) return [];
  const show = ({ used, rss }: Aftermath['memoryBefore']) =>
    `${megabytes(used)} held, ${megabytes(rss)} resident`;
  return [
    `memory of the app, ${name}: before the faults ${show(found.memoryBefore)}; after ${show(found.memoryAfter)}`,
  ];
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** A copy without its history has no revision to tell. */
const revision = () =>
  promisify(execFile)('git', ['describe', '--always', '--dirty'], { cwd: inRepository() }).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
