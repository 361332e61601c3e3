const LATEST_MILLISECONDS = 2_000;

/** Runs something once the browser has nothing else to do; returns the way to call it off. */
export function whenIdle(run: () => void): () => void {
  // Safari has learnt it late.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, LATEST_MILLISECONDS);
    return () => clearTimeout(timer);
  }
  const wish = requestIdleCallback(run, { timeout: LATEST_MILLISECONDS });
  return () => cancelIdleCallback(wish);
}
