import { setTimeout as pause } from 'node:timers/promises';
import { type Launch, launchServer } from './launchServer.ts';
import type { ServerProcess } from './serverProcess.ts';
import { clearStragglers, stopServer } from './stopServer.ts';

// A server that ends this often within a minute will not stay up.
const waitsBeforeRestart = [0, 250, 500, 1_000, 2_000, 4_000, 8_000];
const calmAfter = 60_000;

/** Keeps a server running: when it ends unasked, starts another one at the same address. */
export function superviseServer(
  first: ServerProcess,
  launch: Launch,
): { pid(): number; stop(): Promise<void>; whenLost(listener: (reason: Error) => void): void } {
  let server = first;
  let stopped: Promise<void> | undefined;
  const cancelled = new AbortController();
  const lost = Promise.withResolvers<Error>();
  const watching = watch();

  async function watch(): Promise<void> {
    let failures = 0;
    for (;;) {
      const startedAt = performance.now();
      await server.ended;
      if (performance.now() - startedAt > calmAfter) failures = 0;
      let reason = new Error('PostgreSQL ended again and again.');
      for (;;) {
        if (cancelled.signal.aborted) return;
        const wait = waitsBeforeRestart[failures];
        if (wait === undefined) {
          lost.resolve(reason);
          return;
        }
        failures += 1;
        launch.log('PostgreSQL has ended unexpectedly; starting it again');
        await pause(wait, undefined, { signal: cancelled.signal }).catch(() => {});
        if (cancelled.signal.aborted) return;
        const next = await restart().catch((error: unknown) => {
          reason = error instanceof Error ? error : new Error(String(error));
        });
        if (next !== undefined) {
          server = next;
          if (cancelled.signal.aborted) return;
          break;
        }
      }
    }
  }

  async function restart(): Promise<ServerProcess> {
    await clearStragglers(launch.paths.cluster);
    return launchServer(launch);
  }

  async function stop(): Promise<void> {
    cancelled.abort();
    // A restart in progress first comes to its end, so that there is one server to stop and none is forgotten.
    const restarting = !(await server.isAlive());
    if (restarting) await watching;
    await stopServer(server, launch);
    await watching;
  }

  return {
    pid: () => server.pid,
    stop: () => (stopped ??= stop()),
    whenLost: (listener) => {
      void lost.promise.then(listener);
    },
  };
}
