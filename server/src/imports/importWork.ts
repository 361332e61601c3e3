import type { Logger } from 'pino';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import type { ImportPhase } from '@caseload/shared/imports/import.ts';
import type { FileStorage } from '../attachments/fileStorage.ts';
import type { Actor } from '../session/actor.ts';
import { ImportCancelled, ServerStopping } from './importFault.ts';
import { type BegunWork, performWork } from './performWork.ts';
import { stoppedBy } from './stoppedBy.ts';
import { reportWork, stopWork, type WorkKey } from './workRecords.ts';

export type WorkDependencies = {
  /** For what is quick. */
  readonly database: Database;
  /** For what takes minutes. */
  readonly importDatabase: Database;
  readonly storage: FileStorage;
  readonly logger: Logger;
};

/** The imports, checks and undoings that this process is at. */
export type ImportWorker = {
  /** Begins work that the database knows of, and returns at once. */
  begin(actor: Actor, work: BegunWork): void;
  /** Asks work to stop, should it be this process that is at it. */
  cancel(workId: string): void;
  /** Takes back what is under way, and waits for that. */
  stop(): Promise<void>;
};

/** As many as `importDatabase` has connections: those of other organisations wait for their turn. */
export const IMPORTS_AT_ONCE = 1;
const REPORT_MS = 1_000;

type Progress = { phase: ImportPhase; done: number; total: number; since: number };

export function makeImportWorker(dependencies: WorkDependencies): ImportWorker {
  const controllers = new Map<string, AbortController>();
  const running = new Set<Promise<void>>();
  const turns: (() => void)[] = [];
  let atWork = 0;

  async function takeTurn(signal: AbortSignal): Promise<void> {
    if (atWork < IMPORTS_AT_ONCE) {
      atWork += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    turns.push(resolve);
    const leave = () => {
      const place = turns.indexOf(resolve);
      if (place === -1) return;
      turns.splice(place, 1);
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    await promise.finally(() => signal.removeEventListener('abort', leave));
  }

  function passTurn(): void {
    const next = turns.shift();
    if (next === undefined) atWork -= 1;
    else next();
  }

  async function work(actor: Actor, begun: BegunWork, controller: AbortController): Promise<void> {
    const { database, logger } = dependencies;
    const { organisationId } = actor;
    const key = { organisationId, importId: begun.importId, workId: begun.workId };
    const progress: Progress = { phase: 'waiting', done: 0, total: begun.total, since: performance.now() };
    const reporting = setInterval(() => void report(dependencies, key, progress, controller), REPORT_MS);
    try {
      await takeTurn(controller.signal);
      try {
        await performWork(dependencies, actor, begun, {
          signal: controller.signal,
          onProgress(phase, done, total) {
            if (phase !== progress.phase) progress.since = performance.now();
            Object.assign(progress, { phase, done, total: total ?? Math.max(progress.total, done) });
          },
        });
      } finally {
        passTurn();
      }
    } catch (error) {
      const stopped = stoppedBy(begun.kind, error);
      if (stopped.isOurs) logger.error({ err: error, importId: begun.importId }, 'an import failed');
      await database
        .write({ organisationId }, (tx) => tx.commit([stopWork(tx, key, stopped.record)], () => undefined))
        .catch((failure: unknown) => logger.warn({ err: failure }, 'the end of an import was not recorded'));
    } finally {
      clearInterval(reporting);
    }
  }

  return {
    begin(actor, begun) {
      const controller = new AbortController();
      controllers.set(begun.workId, controller);
      const promise = work(actor, begun, controller).finally(() => {
        controllers.delete(begun.workId);
        running.delete(promise);
      });
      running.add(promise);
    },
    cancel: (workId) => controllers.get(workId)?.abort(new ImportCancelled('cancelled')),
    async stop() {
      for (const controller of controllers.values()) controller.abort(new ServerStopping('stopping'));
      await Promise.all(running);
    },
  };
}

/** Says every second that the work goes on; told that it should not, stops it. */
async function report(
  { database, logger }: WorkDependencies,
  key: WorkKey,
  { phase, done, total, since }: Progress,
  controller: AbortController,
): Promise<void> {
  const rowsPerSecond = Math.round((done * 1_000) / Math.max(performance.now() - since, 1));
  try {
    const [found] = await database.write({ organisationId: key.organisationId }, (tx) =>
      tx.commit([reportWork(tx, key, { phase, done, total, rowsPerSecond })], (rows) => rows),
    );
    if (found === undefined || found.cancelling) controller.abort(new ImportCancelled('cancelled'));
  } catch (error) {
    logger.warn({ err: error, importId: key.importId }, 'the progress of an import was not recorded');
  }
}
