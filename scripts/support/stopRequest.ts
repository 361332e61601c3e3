export type StopReason = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'launcher ended';

/**
 * Resolves at the first request to stop: a signal, or the end of the launcher that holds the other end of our channel.
 * From then on further signals are ignored: ending cleanly takes a moment and must not be cut short by impatience.
 */
export function stopRequest(): Promise<StopReason> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (process.channel) {
      process.on('disconnect', () => resolve('launcher ended'));
      // Waiting for it must not keep a script alive that has finished.
      process.channel.unref();
    }
    // The terminal may be gone while we still say goodbye.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  });
}
