/**
 * What happens when a call meets an ended session: it waits here while the person signs in over the page,
 * so that nothing on the page is thrown away, and is then sent once more.
 */
type Waiting = { readonly again: Promise<void>; readonly goOn: () => void };

let waiting: Waiting | null = null;
const listeners = new Set<() => void>();

function set(next: Waiting | null): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Resolves once the same person signed in again. Never when somebody else does: that loads the page anew. */
export function waitForSignIn(): Promise<void> {
  if (waiting !== null) return waiting.again;
  const { promise, resolve } = Promise.withResolvers<void>();
  set({ again: promise, goOn: resolve });
  return promise;
}

/** Lets every waiting call be sent again. */
export function resumeAfterSignIn(): void {
  const { goOn } = waiting ?? {};
  set(null);
  goOn?.();
}

/** Whether a call is waiting for the person to sign in again. */
export function isSignInNeeded(): boolean {
  return waiting !== null;
}

/** Calls back on every change of `isSignInNeeded`; returns the way to stop. */
export function subscribeToSignInNeeded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
