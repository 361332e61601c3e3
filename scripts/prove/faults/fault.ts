import type { OwnParts } from '../installation/ownInstallation.ts';
import type { Stage } from '../stage.ts';

type FaultStage = Stage & { readonly own: OwnParts };

/** Something that goes wrong while people work. */
export type Fault = {
  readonly name: string;
  /** The app is killed, stopped or told to end, so connections to it may be cut. */
  readonly cutsClients: boolean;
  /** Lets it happen and be over. Resolves to why it did not happen, or not all of it, or to nothing. */
  readonly run: (stage: FaultStage) => Promise<string | undefined | void>;
};
