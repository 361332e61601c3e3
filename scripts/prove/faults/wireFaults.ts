import { setTimeout as pause } from 'node:timers/promises';
import type { OwnParts } from '../installation/ownInstallation.ts';
import type { Deed, Step } from '../wire/wireProxy.ts';
import type { Fault } from './fault.ts';

const STEPS: readonly Step[] = [
  'startup',
  'begin',
  'parse',
  'bind',
  'sync',
  'parse complete',
  'row',
  'commit',
  'commit answer',
  'ready',
];
const WITHIN_MS = 1_500;
const ATTEMPTS = 10;
/** Longer than a stutter, far shorter than any limit. */
const STALL_MS = 700;

/** Why not everything that was to happen did: steps that never came by. */
const unmet = (steps: ReadonlyArray<readonly [Step, number]>): string | undefined => {
  const missing = steps.filter(([, times]) => times === 0).map(([step]) => step);
  return missing.length === 0 ? undefined : `never came by: ${missing.join(', ')}`;
};

/** Does it at the step up to so many times. A machine that is busy with something else is given more time for the fewest. */
async function atStep({ proxy }: OwnParts, step: Step, deed: Deed, times: number, fewest = 1) {
  let met = 0;
  for (let attempt = 1; ; attempt += 1) {
    const armed = proxy.arm(step, deed, times - met, WITHIN_MS);
    // Connections begin only where there are too few, so the present ones end.
    if (step === 'startup') proxy.cutAll();
    met += await armed;
    if (met >= fewest || attempt === ATTEMPTS) return [step, met] as const;
  }
}

const atEveryStep = async (own: OwnParts, deed: Deed, times: number): Promise<string | undefined> =>
  unmet(await Promise.all(STEPS.map((step) => atStep(own, step, deed, times))));

/** At each step of the protocol the connection is cut a few times: before COMMIT, and after it before its answer. */
export const cutWire: Fault = {
  name: 'wire cut at every step',
  cutsClients: false,
  async run({ own }) {
    const met: (readonly [Step, number])[] = [];
    for (const step of STEPS) met.push(await atStep(own, step, { kind: 'cut' }, 4));
    return unmet(met);
  },
};

/** COMMIT arrives and is done, and its answer is lost: the client can only ask again. */
export const loseCommitAnswers: Fault = {
  name: 'COMMIT done, its answer lost',
  cutsClients: false,
  async run({ own }) {
    return unmet([await atStep(own, 'commit answer', { kind: 'cut' }, 40, 20)]);
  },
};

/** COMMIT never arrives, so nothing of it is kept. */
export const loseCommits: Fault = {
  name: 'COMMIT lost on its way',
  cutsClients: false,
  async run({ own }) {
    return unmet([await atStep(own, 'commit', { kind: 'cut' }, 40, 20)]);
  },
};

export const stallWire: Fault = {
  name: 'wire stalled at every step',
  cutsClients: false,
  run: ({ own }) => atEveryStep(own, { kind: 'stall', ms: STALL_MS }, 3),
};

const STALLED_ALONE = 25;
const STALL_ALONE_MS = 300;

/** One at a time answers late, long after what it says was so, while everybody else goes on. */
export const stallAnswers: Fault = {
  name: 'answers stalled one by one',
  cutsClients: false,
  async run({ own }) {
    const met: (readonly [Step, number])[] = [];
    while (met.length < STALLED_ALONE) {
      met.push(await atStep(own, 'commit answer', { kind: 'stall', ms: STALL_ALONE_MS }, 1));
      await pause(STALL_ALONE_MS);
    }
    return unmet(met);
  },
};

export const splitWire: Fault = {
  name: 'wire split at every step',
  cutsClients: false,
  run: ({ own }) => atEveryStep(own, { kind: 'split' }, 20),
};
