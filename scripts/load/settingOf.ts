import { cpus } from 'node:os';
import type { Contest } from '@caseload/load/contest.ts';
import type { LoadArguments } from './readArguments.ts';

/** The machine and the versions, and how many rounds this contest really had. */
export function settingOf(
  { rounds, seconds, size, customers }: Pick<LoadArguments, 'rounds' | 'seconds' | 'size' | 'customers'>,
  contest: Pick<Contest, 'rounds'>,
): string {
  const [processor] = cpus();
  const held = Math.min(rounds, contest.rounds ?? rounds);
  const turns = held === 1 ? `one round of ${seconds} s` : `medians of ${held} rounds of ${seconds} s`;
  const city = size === 'city' ? ` A city of ${customers.toLocaleString('en')} customers.` : '';
  return (
    `${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'} for load, server and database; ` +
    `Node ${process.versions.node}, PostgreSQL 18 embedded, fsync on; ${turns}.${city}`
  );
}
