import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Lifetime } from '../support/lifetime.ts';
import type { Fault } from './faults/fault.ts';
import { runFaults, untilReady } from './faults/runFaults.ts';
import type { Evidence } from './evidence/evidence.ts';
import { neighbourChanges } from './evidence/neighbourChanges.ts';
import { gatherAftermath, memoryOf } from './evidence/aftermath.ts';
import { readActions, readBatches, readRows, readSessions } from './evidence/readDatabase.ts';
import { readApi } from './evidence/readApi.ts';
import type { History, Meaning } from './history/call.ts';
import { isAcknowledged } from './history/operations.ts';
import { makeRecorder } from './history/recorder.ts';
import { makeOffice } from './installation/office.ts';
import { closeOffice } from './installation/givenInstallation.ts';
import type { Installation } from './installation/ownInstallation.ts';
import { makeScopedSql } from './installation/sql.ts';
import { makeStage, type MadeStage } from './makeStage.ts';
import type { Profile } from './stage.ts';
import { sessions } from './workloads/sessions.ts';
import type { Workload } from './workloads/workload.ts';

export type ProofOptions = {
  readonly profile: Profile;
  readonly seed: number;
  /** For the history and the files of the installation. */
  readonly directory: string;
  readonly lifetime: Lifetime;
  readonly log: (line: string) => void;
  readonly open: (now: () => number) => Promise<Installation>;
  readonly workloads: readonly Workload[];
  /** Faults that end the app, before its memory is looked at for the first time. */
  readonly restarts: readonly Fault[];
  readonly faults: readonly Fault[];
};

export type Proof = {
  readonly evidence: Evidence;
  readonly historyFile: string;
  readonly acknowledged: number;
  /** The version of the database server. */
  readonly postgres: string;
  readonly seconds: number;
  /** Faults that did not happen, or not as a whole, and why. */
  readonly skipped: Map<string, string>;
  /** Faults that really happened. */
  readonly made: Set<string>;
};

/** Runs the workloads without and with faults and gathers what there is to be judged. Judges nothing. */
export async function runProof(options: ProofOptions): Promise<Proof> {
  const { profile, lifetime, log } = options;
  await mkdir(options.directory, { recursive: true });
  const recorder = makeRecorder(path.join(options.directory, 'history.jsonl'));
  await lifetime.keep(
    () => Promise.resolve(recorder),
    (open) => open.close(),
  );
  const installation = await options.open(recorder.now);
  const { office, neighbour } = await makeOffices(installation.databaseUrl, profile);
  if (installation.own === undefined) {
    await lifetime.keep(
      () => Promise.resolve([office, neighbour]),
      async (offices) => {
        for (const one of offices) await closeOffice(installation.databaseUrl, one);
      },
    );
  }
  const officeSql = makeScopedSql(installation.databaseUrl, office.organisationId);
  const neighbourSql = makeScopedSql(installation.databaseUrl, neighbour.organisationId);
  const before = await readRows(officeSql, office.organisationId);
  const lookNextDoor = async () => ({
    rows: await readRows(neighbourSql, neighbour.organisationId),
    actions: await readActions(neighbourSql, neighbour.organisationId),
  });
  const neighbourBefore = await lookNextDoor();
  const stage = makeStage({ ...options, installation, office, neighbour, recorder, before });
  await lifetime.keep(
    () => Promise.resolve(stage),
    ({ clients }) => clients.forEach((client) => client.close()),
  );

  log(`signing in ${options.workloads.map(({ name }) => name).join(', ')}`);
  const runs: ((signal: AbortSignal) => Promise<void>)[] = [];
  for (const workload of options.workloads) runs.push(await workload.prepare(stage));
  const work = async (until: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    lifetime.check();
    const end = new AbortController();
    const working = runs.map((run) => run(end.signal));
    try {
      await Promise.race([
        until(end.signal),
        ...working.map((one) => one.then(() => new Promise<never>(() => {}))),
      ]);
    } finally {
      end.abort();
      await Promise.all(working);
    }
    lifetime.check();
  };

  const startedAt = recorder.now();
  const told = { skipped: new Map<string, string>(), made: new Set<string>() };
  const { own } = installation;
  if (own && options.restarts.length > 0) {
    await work(() => runFaults(stage, own, options.restarts, told, log));
  }
  log(`${profile.calmSeconds} s of load without faults`);
  await work(() => workCalmly(stage));
  if (own) await untilReady(stage);
  const memoryBefore = await memoryOf(installation);
  for (let round = 1; round <= profile.rounds || acknowledgedOf(stage) < profile.acknowledged; round += 1) {
    // Nothing of somebody else's is broken; people only work on.
    if (own === undefined) await work(() => pause(3 * profile.calmSeconds * 1_000));
    else await work(() => runFaults(stage, own, options.faults, told, log));
    if (profile.acknowledged > 0)
      log(`${acknowledgedOf(stage)} of ${profile.acknowledged} writes acknowledged`);
  }
  await resolveOpen(stage, log);
  await hearTheRest(stage);
  const seconds = (recorder.now() - startedAt) / 1_000;
  if (own && options.workloads.includes(sessions))
    log(`people were let go during ${faultsWith('deactivate', recorder.history)} faults`);

  log('reading the database and the API');
  const aftermath = await gatherAftermath(installation, memoryBefore);
  const rows = await readRows(officeSql, office.organisationId);
  await untilReady(stage);
  const reader = await stage.signedIn('reader', office.admin);
  const api = await readApi(reader, [...rows.keys()]);
  const evidence: Evidence = {
    history: recorder.history,
    before,
    rows,
    actions: await readActions(officeSql, office.organisationId),
    batches: await readBatches(officeSql, office.organisationId),
    apiRows: api.rows,
    apiTrails: api.trails,
    unreadable: api.unreadable,
    sessions: await readSessions(officeSql, office.organisationId),
    sessionDigests: stage.sessionDigests,
    neighbourChanges: neighbourChanges(neighbourBefore, await lookNextDoor()),
    unaskedExits: installation.own?.app.unaskedExits,
    aftermath,
  };
  const [server] = await officeSql<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  return {
    evidence,
    postgres: server?.version ?? 'unknown',
    historyFile: recorder.file,
    acknowledged: acknowledgedOf(stage),
    seconds,
    ...told,
  };
}

/** How many faults somebody asked for this in. */
function faultsWith(kind: Meaning['kind'], { calls, faults }: History): number {
  const times = calls.filter(({ meaning }) => meaning.kind === kind).map(({ sentAt }) => sentAt);
  return faults.filter(({ from, to }) => times.some((at) => at >= from && at <= to)).length;
}

const CALM_AT_MOST_MS = 150_000;

async function workCalmly({ profile, recorder }: MadeStage): Promise<void> {
  const startedAt = recorder.now();
  await pause(profile.calmSeconds * 1_000);
  while (recorder.history.calls.length < profile.calmCalls) {
    if (recorder.now() - startedAt > CALM_AT_MOST_MS) throw new Error('the app hardly answers');
    await pause(50);
  }
}

async function makeOffices(url: string, profile: Profile) {
  const office = await makeOffice(url, {
    name: 'office',
    supervisors: 8,
    employees: 12,
    leaving: profile.leaving,
    groups: { hot: 3, ahead: 2, spread: profile.spreadCustomers, comments: 5, bulk: 40, lists: 24 },
    ahead: ['ahead'],
  });
  const neighbour = await makeOffice(url, {
    name: 'neighbour',
    supervisors: 1,
    employees: 2,
    leaving: 0,
    groups: { few: 5 },
    ahead: [],
  });
  return { office, neighbour };
}

/** Writes that were acknowledged, those answered again under their id counted once. */
function acknowledgedOf({ recorder }: MadeStage): number {
  const done = new Set<string>();
  for (const call of recorder.history.calls)
    if (call.operation !== '' && isAcknowledged(call)) done.add(call.operation);
  return done.size;
}

const RESOLVE_MS = 20_000;

/** Sends what nobody knows the outcome of once more under its operation id. */
async function resolveOpen({ unresolved }: MadeStage, log: (line: string) => void): Promise<void> {
  if (unresolved.size === 0) return;
  log(`resolving ${unresolved.size} writes by their operation ids`);
  const signal = AbortSignal.timeout(RESOLVE_MS);
  await Promise.all([...unresolved].map((write) => write.client.resolve(write, signal)));
}

/** How long others may keep a transaction open, be it in another database of the server. */
const HEAR_MS = 20_000;

/** Has everybody who listens listen on until they heard of what was committed last. */
async function hearTheRest({ listeners, office, officeSql, recorder }: MadeStage): Promise<void> {
  const [last] = await officeSql<{ position: string }>(
    `select position::text as position from customer_actions where organisation_id = $1
     order by transaction_id desc, position desc limit 1`,
    [office.organisationId],
  );
  const until = recorder.now() + HEAR_MS;
  for (const listener of listeners)
    while (last && !listener.hasHeard(last.position) && recorder.now() < until) await listener.listen();
}
