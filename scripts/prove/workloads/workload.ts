import type { Stage } from '../stage.ts';

/** A kind of load. `prepare` signs its clients in; what it returns works until the signal fires, as often as called. */
export type Workload = {
  readonly name: string;
  readonly prepare: (stage: Stage) => Promise<(signal: AbortSignal) => Promise<void>>;
};
