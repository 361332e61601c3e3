const CHANNEL = 'caseload.session';

/** Tells the other tabs of this browser, which share the cookie, who is signed in now. */
export function tellOtherTabs(employeeId: string | null): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(employeeId);
  channel.close();
}

/** Calls back when another tab signed in or out; returns the way to stop. */
export function listenToOtherTabs(onChange: (employeeId: string | null) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === null || typeof data === 'string') onChange(data);
  };
  return () => channel.close();
}
