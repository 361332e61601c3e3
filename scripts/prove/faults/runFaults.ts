import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../clients/client.ts';
import type { OwnParts } from '../installation/ownInstallation.ts';
import type { Proof } from '../runProof.ts';
import type { Stage } from '../stage.ts';
import { readOf } from '../workloads/asks.ts';
import type { Fault } from './fault.ts';

const RECOVERY_MS = 20_000;

/** Lets one fault after the other happen, and waits after each until the app answers again. */
export async function runFaults(
  stage: Stage,
  own: OwnParts,
  faults: readonly Fault[],
  { made, skipped }: Pick<Proof, 'made' | 'skipped'>,
  log: (line: string) => void,
): Promise<void> {
  const { recorder, profile } = stage;
  const probe = await stage.signedIn('probe', stage.office.admin);
  for (const fault of faults) {
    const usualMs = await usualAnswerMs(stage, probe);
    const from = recorder.now();
    recorder.beginFault(fault.name);
    const reason = await fault.run({ ...stage, own });
    await untilReady(stage);
    await untilCalm(stage, probe, Math.max(CALM_MS, 2 * usualMs));
    recorder.fault({ name: fault.name, from, to: recorder.now(), cutsClients: fault.cutsClients });
    if (typeof reason === 'string') skipped.set(fault.name, reason);
    else made.add(fault.name);
    log(`${fault.name}: over after ${Math.round(recorder.now() - from)} ms`);
    await pause(profile.pauseSeconds * 1_000);
  }
}

/** A quarter of the longest that an answer may take; where everybody at work at once is slower, twice what it was before. */
const CALM_MS = 2_000;
const LOOKS = 5;

/** The median of a few answers to one who reads while everybody works. */
async function usualAnswerMs({ office }: Stage, probe: Client): Promise<number> {
  const [customer = ''] = office.customers['comments'] ?? [];
  const times: number[] = [];
  while (times.length < LOOKS) {
    const { sentAt, answeredAt } = await probe.call(readOf(customer));
    times.push(answeredAt - sentAt);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(LOOKS / 2)] ?? 0;
}

/** One fault at a time: what piled up during this one is answered before the next one comes. */
async function untilCalm({ office, recorder }: Stage, probe: Client, calmMs: number): Promise<void> {
  const [customer = ''] = office.customers['comments'] ?? [];
  let last = 'none';
  for (const end = recorder.now() + RECOVERY_MS; recorder.now() < end; ) {
    const { status, loss, sentAt, answeredAt } = await probe.call(readOf(customer));
    if (status === 200 && answeredAt - sentAt < calmMs) return;
    last = `${status ?? loss} after ${Math.round(answeredAt - sentAt)} ms, and not 200 within ${Math.round(calmMs)} ms`;
    await pause(50);
  }
  throw new Error(`The app did not answer promptly again within 20 s. The last answer was ${last}.`);
}

/** Throws when the app does not find back. One that ended by itself is on record and is started again. */
export async function untilReady({
  installation,
  recorder,
}: Pick<Stage, 'installation' | 'recorder'>): Promise<void> {
  const app = installation.own?.app;
  for (const end = recorder.now() + RECOVERY_MS; ; ) {
    if (app && !app.isAlive()) await app.start().catch(() => undefined);
    const ok = await fetch(`${installation.address()}/health`, { signal: AbortSignal.timeout(5_000) }).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ok) return;
    if (recorder.now() > end) throw new Error('The app did not become ready again within 20 s.');
    await pause(50);
  }
}
