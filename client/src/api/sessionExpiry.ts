import { NetworkError } from './errors.ts';

/**
 * What happens when a call meets an ended session: it waits here while the person signs in over the page,
 * so that nothing on the page is thrown away, and is then sent once more. Where somebody else has signed in in this
 * browser, calls wait before they are sent: they would be done in the name of that person, and read what is theirs.
 */
type Waiting = {
  readonly again: Promise<void>;
  readonly goOn: () => void;
  readonly isSomebodyElse: boolean;
};

type HoldOptions = { readonly signal?: AbortSignal; readonly whenSignedOut?: 'ask' | 'throw' };

let waiting: Waiting | null = null;
const listeners = new Set<() => void>();

function set(next: Waiting | null): void {
  waiting = next;
  for (const listener of listeners) listener();
}

function waitingNow(): Waiting {
  if (waiting !== null) return waiting;
  const { promise, resolve } = Promise.withResolvers<void>();
  return { again: promise, goOn: resolve, isSomebodyElse: false };
}

/** Resolves once the same person signed in again. Never when somebody else does: their page is another one. */
export function waitForSignIn(): Promise<void> {
  if (waiting === null) set(waitingNow());
  return waitingNow().again;
}

/** Lets nothing go out from this page until its person is back; a browser may let them stay on it. */
export function somebodyElseSignedIn(): void {
  set({ ...waitingNow(), isSomebodyElse: true });
}

/** Lets every waiting call be sent again. */
export function resumeAfterSignIn(): void {
  const { goOn } = waiting ?? {};
  set(null);
  goOn?.();
}

/**
 * Holds a call back while somebody else is signed in in this browser.
 * @throws {NetworkError} instead of waiting, when told to `throw`: it can be sent later as it is
 */
export async function holdForMyself({ signal, whenSignedOut }: HoldOptions): Promise<void> {
  while (isSomebodyElseHere()) {
    if (whenSignedOut === 'throw') throw new NetworkError('somebody else is signed in');
    await waitForSignIn();
    signal?.throwIfAborted();
  }
}

/** Whether the person has to sign in again before calls go on. */
export function isSignInNeeded(): boolean {
  return waiting !== null;
}

/** Whether that is so because somebody else has signed in. */
export function isSomebodyElseHere(): boolean {
  return waiting?.isSomebodyElse === true;
}

/** Calls back on every change of the two above; returns the way to stop. */
export function subscribeToSignInNeeded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
