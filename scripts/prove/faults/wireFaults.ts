import type { Step } from '../wire/wireProxy.ts';
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
/** Longer than a stutter, far shorter than any limit. */
const STALL_MS = 700;

/** At each step of the protocol the connection is cut a few times: before COMMIT, and after it before its answer. */
export const cutWire: Fault = {
  name: 'wire cut at every step',
  cutsClients: false,
  async run({ own }) {
    for (const step of STEPS) {
      // Connections begin only where there are too few.
      if (step === 'startup') own.proxy.cutAll();
      await own.proxy.arm(step, { kind: 'cut' }, 4, WITHIN_MS);
    }
  },
};

/** COMMIT arrives and is done, and its answer is lost: the client can only ask again. */
export const loseCommitAnswers: Fault = {
  name: 'COMMIT done, its answer lost',
  cutsClients: false,
  async run({ own }) {
    await own.proxy.arm('commit answer', { kind: 'cut' }, 40, 2 * WITHIN_MS);
  },
};

/** COMMIT never arrives, so nothing of it is kept. */
export const loseCommits: Fault = {
  name: 'COMMIT lost on its way',
  cutsClients: false,
  async run({ own }) {
    await own.proxy.arm('commit', { kind: 'cut' }, 40, 2 * WITHIN_MS);
  },
};

export const stallWire: Fault = {
  name: 'wire stalled at every step',
  cutsClients: false,
  async run({ own }) {
    await Promise.all(
      STEPS.map((step) => own.proxy.arm(step, { kind: 'stall', ms: STALL_MS }, 3, WITHIN_MS)),
    );
  },
};

export const splitWire: Fault = {
  name: 'wire split at every step',
  cutsClients: false,
  async run({ own }) {
    await Promise.all(STEPS.map((step) => own.proxy.arm(step, { kind: 'split' }, 20, WITHIN_MS)));
  },
};
