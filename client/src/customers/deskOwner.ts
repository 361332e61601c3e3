/**
 * Whether the session that all tabs of a browser share is still that of the person at the desk. Nothing of theirs
 * may be sent as somebody else who signed in after them.
 */
export type DeskOwner = {
  /** Whether another tab has said that the person signed out, or that somebody else signed in. */
  readonly hasLeft: () => boolean;
  /** Asks the server, for what may have been missed while the page slept. */
  readonly isStillMe: () => Promise<boolean>;
};

export type OwnerParts = {
  readonly employeeId: string;
  /** Calls back with who is signed in, null for nobody. */
  readonly listen: (listener: (employeeId: string | null) => void) => void;
  readonly ask: (employeeId: string) => Promise<boolean>;
};

export function watchOwner({ employeeId, listen, ask }: OwnerParts): DeskOwner {
  let isHere = true;
  listen((signedIn) => {
    isHere = signedIn === employeeId;
  });
  return {
    hasLeft: () => !isHere,
    isStillMe: async () => isHere && (await ask(employeeId)),
  };
}
