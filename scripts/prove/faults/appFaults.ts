import { setTimeout as pause } from 'node:timers/promises';
import { signal } from '@caseload/db/embedded/processes.ts';
import type { Fault } from './fault.ts';

/** The app is gone from one moment to the next; what it had not committed is not there, what it had is. */
export const killApp: Fault = {
  name: 'kill -9 of the app',
  cutsClients: true,
  async run({ own }) {
    const how = await own.app.end('SIGKILL');
    await own.app.start();
    return how === 'SIGKILL' ? undefined : how;
  },
};

/** The app is told to end: it lets requests finish, ends by itself with 0, and is started again. */
export const terminateApp: Fault = {
  name: 'SIGTERM under load',
  cutsClients: true,
  async run({ own }) {
    const how = await own.app.end('SIGTERM');
    if (how !== 'exit code 0') throw new Error(`The app was told to end and ended with ${how}.`);
    await own.app.start();
  },
};

/** The app stands still, as a machine that swaps or a container that is moved. */
export const stopApp: Fault = {
  name: 'SIGSTOP of the app',
  cutsClients: false,
  async run({ own, profile }) {
    const pid = own.app.pid();
    signal(pid, 'SIGSTOP');
    try {
      await pause(profile.holdMs);
    } finally {
      signal(pid, 'SIGCONT');
    }
  },
};

const HOUR_MS = 3_600_000;

/** The app's clock jumps an hour ahead, then two hours back, then to what it was. */
export const jumpAppClock: Fault = {
  name: 'clock jumps of the app',
  cutsClients: false,
  async run({ own, profile }) {
    for (const offset of [HOUR_MS, -HOUR_MS, 0]) {
      await own.app.setClock(offset);
      await pause(profile.holdMs / 3);
    }
  },
};
