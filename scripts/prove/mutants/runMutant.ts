import { fileURLToPath } from 'node:url';
import { withClient } from '@caseload/db/embedded/connect.ts';
import type { Lifetime } from '../../support/lifetime.ts';
import { startOwnInstallation } from '../installation/ownInstallation.ts';
import { profiles } from '../profiles.ts';
import { type Proof, runProof } from '../runProof.ts';
import type { Mutant } from './mutant.ts';

/** Few people, and only as long as it takes. */
const PROFILE = {
  ...profiles.quick,
  name: 'mutant',
  hotClients: 10,
  commentClients: 6,
  bulkClients: 12,
  listReaders: 6,
  listMovers: 6,
  sessionClients: 3,
  spreadCustomers: 5,
  calmSeconds: 0.5,
  pauseSeconds: 0,
  calmCalls: 300,
  holdMs: 800,
};

/** Runs the app with the bug in it, or without it to see what its load and its SQL do alone, under the load that shows it. */
export function runMutant(options: {
  readonly mutant: Mutant;
  readonly seed: number;
  readonly directory: string;
  readonly lifetime: Lifetime;
  readonly log: (line: string) => void;
  /** A migrated database of this run alone; an embedded server is started when there is none. */
  readonly databaseUrl?: string | undefined;
  readonly withoutBug?: boolean;
}): Promise<Proof> {
  const { mutant, directory, lifetime, log, databaseUrl, withoutBug = false } = options;
  const patching = ['--import', fileURLToPath(import.meta.resolve('./patchSources.ts'))];
  return runProof({
    ...options,
    profile: {
      ...PROFILE,
      calmCalls: mutant.calmCalls ?? PROFILE.calmCalls,
      commentClients: mutant.commentClients ?? PROFILE.commentClients,
    },
    workloads: mutant.workloads,
    restarts: [],
    faults: mutant.faults,
    async open(now) {
      const installation = await startOwnInstallation({
        directory,
        lifetime,
        now,
        log,
        databaseUrl,
        nodeArguments: withoutBug ? [] : patching,
        poolMax: PROFILE.poolMax,
        environment: { CASELOAD_PROVE_MUTANT: mutant.name, DATABASE_POOL_MIN: '2' },
      });
      await withClient(installation.databaseUrl, async (client) => {
        for (const statement of mutant.sql ?? []) await client.query(statement);
      });
      return installation;
    },
  });
}
