import { jumpAppClock, killApp, stopApp, terminateApp } from './appFaults.ts';
import {
  exhaustConnections,
  exhaustPool,
  holdRow,
  killBackend,
  killPostmaster,
  refuseActions,
  stopDatabase,
  terminateBackends,
} from './databaseFaults.ts';
import type { Fault } from './fault.ts';
import { cutWire, loseCommitAnswers, splitWire, stallWire } from './wireFaults.ts';

/** Those that end the app come first: what it holds in memory is compared from then on. */
export const restarts: readonly Fault[] = [killApp, terminateApp];

export const faults: readonly Fault[] = [
  stopApp,
  killBackend,
  killPostmaster,
  terminateBackends,
  stopDatabase,
  cutWire,
  loseCommitAnswers,
  stallWire,
  splitWire,
  exhaustConnections,
  exhaustPool,
  holdRow,
  refuseActions,
  jumpAppClock,
];
