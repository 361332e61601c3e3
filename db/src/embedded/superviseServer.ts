import { setTimeout as pause } from 'node:timers/promises';
import { type Launch, launchServer } from './launchServer.ts';
import type { ServerProcess } from './serverProcess.ts';
import { clearDeadServer, stopServer } from './stopServer.ts';

// A server that ends this often within a minute will not stay up.
const waitsBeforeRestart = [0, 250, 500, 1_000, 2_000, 4_000];
const calmAfter = 60_000;

/** Keeps a server running: when it ends unasked, starts another one at the same address. */
export function superviseServer(
  first: ServerProcess,
  launch: Launch,
): { pid(): number; stop(): Promise<void>; whenLost(listener: (reason: Error) => void): void } {
  let server = first;
  let restarting: Promise<ServerProcess> | undefined;
  let stopped: Promise<void> | undefined;
  const stopping = new AbortController();
  const lost = Promise.withResolvers<Error>();
  void watch().then(lost.resolve);

  /** Resolves when there is no server any more and nobody asked for its end; otherwise never. */
  async function watch(): Promise<Error> {
    let restarts = 0;
    for (;;) {
      const startedAt = performance.now();
      await server.ended;
      if (stopping.signal.aborted) return new Promise(() => {});
      if (performance.now() - startedAt > calmAfter) restarts = 0;
      launch.log('PostgreSQL has ended unexpectedly; starting it again');
      const outcome = await tryRestarts(waitsBeforeRestart.slice(restarts));
      if (stopping.signal.aborted) return new Promise(() => {});
      if (outcome instanceof Error) return outcome;
      restarts += outcome;
    }
  }

  /** Resolves to the number of attempts it took, or to the last failure. */
  async function tryRestarts(waits: number[]): Promise<number | Error> {
    const { held, paths } = launch;
    let failure = new Error('PostgreSQL ends again and again.');
    for (const [attempt, wait] of waits.entries()) {
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return attempt;
      if (!(await held.isInPlace())) {
        return new Error(
          `${paths.cluster} was removed or replaced while PostgreSQL worked in it. Start Caseload again.`,
        );
      }
      restarting = clearDeadServer(launch).then(() => launchServer(launch));
      try {
        server = await restarting;
        launch.log('PostgreSQL runs again');
        return attempt + 1;
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        launch.log(failure.message);
      } finally {
        restarting = undefined;
      }
    }
    return failure;
  }

  async function stop(): Promise<void> {
    stopping.abort();
    // A restart in progress first comes to its end, so that no server is forgotten.
    const restarted = await restarting?.catch(() => undefined);
    await stopServer(restarted ?? server, launch);
    await launch.held.release();
  }

  return {
    pid: () => server.pid,
    stop: () => (stopped ??= stop()),
    whenLost: (listener) => {
      void lost.promise.then(listener);
    },
  };
}
