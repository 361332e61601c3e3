import { isSignInNeeded, subscribeToSignInNeeded } from '../api/sessionExpiry.ts';
import type { Desk } from './desk.ts';

const TRY_AGAIN_MS = 10_000;

/**
 * Keeps a desk safe and moving: what was typed is written before the page goes, and what got no answer is tried
 * again. Returns the way to stop.
 */
export function careForDesk(desk: Desk): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const write = () => {
    desk.storage.flush();
    desk.drafts.leave();
  };
  const tryAgain = (isUrgent = false) => void desk.tryAgain(isUrgent);
  const timer = setInterval(() => navigator.onLine && tryAgain(), TRY_AGAIN_MS);
  const stopListening = subscribeToSignInNeeded(() => {
    if (!isSignInNeeded()) tryAgain(true);
  });
  window.addEventListener('pagehide', write, { signal });
  window.addEventListener('online', () => tryAgain(true), { signal });
  document.addEventListener('visibilitychange', () => document.hidden && write(), { signal });
  document.addEventListener('focusout', () => desk.drafts.hurry(), { signal });
  tryAgain();
  return () => {
    desk.storage.flush();
    clearInterval(timer);
    stopListening();
    stop.abort();
  };
}
