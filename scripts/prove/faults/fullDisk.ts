import { setTimeout as pause } from 'node:timers/promises';
import { fillDisk } from '../installation/tmpfs.ts';
import type { Fault } from './fault.ts';

/** The disk of the database is full to the last byte, until somebody makes room. */
export const fullDisk = (directory: string): Fault => ({
  name: 'disk full',
  cutsClients: false,
  async run({ profile }) {
    const free = await fillDisk(directory);
    try {
      await pause(profile.holdMs);
    } finally {
      await free();
    }
  },
});
