import type { Check } from '../checks/check.ts';
import type { Fault } from '../faults/fault.ts';
import type { Workload } from '../workloads/workload.ts';

/** A text of a source file, which stands there exactly once, and what the mutant has in its place. */
export type Patch = {
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
};

/** What the app process needs to know of a mutant. */
export type Mutation = { readonly name: string; readonly bug: string; readonly patches: readonly Patch[] };

/** A bug put into the app on purpose, and what must notice it. */
export type Mutant = Mutation & {
  /** Takes away what the database guarantees by itself and would stop the bug with. */
  readonly sql?: readonly string[];
  readonly caughtBy: Check;
  /** What that check says of this bug: under the same load it may find something else. */
  readonly says: RegExp;
  /** The load and the faults under which it shows. */
  readonly workloads: readonly Workload[];
  readonly faults: readonly Fault[];
  /** How many calls it takes until it shows, where the usual ones are too few. */
  readonly calmCalls?: number;
  /** How many comment at once, where the usual ones are too few. */
  readonly commentClients?: number;
};
