import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLost, DatabaseBusy } from '@caseload/db/kernel/errors.ts';

const ATTEMPTS = 5;
const PAUSE_MS = 500;

/** Reads again when the database was busy for a moment: half of a file is worth nothing. */
export async function readPatiently<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      const isPassing = error instanceof DatabaseBusy || error instanceof ConnectionLost;
      if (!isPassing || attempt === ATTEMPTS) throw error;
    }
    await sleep(attempt * PAUSE_MS);
  }
}
