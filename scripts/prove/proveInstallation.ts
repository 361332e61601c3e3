import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Lifetime } from '../support/lifetime.ts';
import type { ProveCommand } from './commandLine.ts';
import { fullDisk } from './faults/fullDisk.ts';
import { faults, restarts } from './faults/faults.ts';
import { givenInstallation } from './installation/givenInstallation.ts';
import { startOwnInstallation } from './installation/ownInstallation.ts';
import { mountSmallDisk } from './installation/tmpfs.ts';
import { profiles } from './profiles.ts';
import { type Proof, runProof } from './runProof.ts';
import type { Profile } from './stage.ts';
import { comments } from './workloads/comments.ts';
import { spread } from './workloads/spread.ts';
import { workloads } from './workloads/workloads.ts';

type Means = {
  readonly directory: string;
  readonly lifetime: Lifetime;
  readonly log: (line: string) => void;
};

export type Act = { readonly name: string; readonly proof: Proof };

/** Everything against an installation of the prover's own, or what is harmless against a given one. */
export async function proveInstallation(command: ProveCommand, means: Means): Promise<Act[]> {
  const { given, seed } = command;
  const profile = profiles[command.profile];
  const { directory } = means;
  const { poolMax } = profile;
  const main = await runProof({
    ...means,
    profile,
    seed,
    workloads,
    restarts: given ? [] : restarts,
    faults,
    open: (now) =>
      given
        ? Promise.resolve(givenInstallation(given.url, given.databaseUrl))
        : startOwnInstallation({ ...means, directory: path.join(directory, 'main'), now, poolMax }),
  });
  if (given) return [{ name: 'given installation', proof: main }];
  main.skipped.set('clock jumps of the database', DATABASE_CLOCK);
  return [{ name: 'own installation', proof: main }, ...(await onSmallDisk(command, profile, means, main))];
}

const DATABASE_CLOCK =
  'PostgreSQL’s own clock cannot be moved without libfaketime; customers changed by a clock an hour ahead are part of “hot”';
const DISK_MEGABYTES = 240;

/** A second, small installation whose disk becomes full. */
async function onSmallDisk(
  { seed }: ProveCommand,
  profile: Profile,
  means: Means,
  main: Proof,
): Promise<Act[]> {
  const { log, lifetime } = means;
  const directory = path.join(means.directory, 'disk');
  const reason = await mountSmallDisk(path.join(directory, 'database'), DISK_MEGABYTES, lifetime);
  if (reason !== undefined) {
    main.skipped.set('disk full', reason);
    return [];
  }
  await mkdir(directory, { recursive: true });
  log('the same on a small disk');
  const proof = await runProof({
    ...means,
    directory,
    profile: {
      ...profile,
      spreadClients: 10,
      spreadCustomers: 50,
      commentClients: 5,
      calmSeconds: 1,
      rounds: 1,
      acknowledged: 0,
    },
    seed,
    workloads: [spread, comments],
    restarts: [],
    faults: [fullDisk(path.join(directory, 'database'))],
    open: (now) => startOwnInstallation({ ...means, directory, now, poolMax: profile.poolMax }),
  });
  return [{ name: 'small disk', proof }];
}
