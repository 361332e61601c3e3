import { setTimeout as pause } from 'node:timers/promises';
import { fillDisk } from '../installation/tmpfs.ts';
import type { Fault } from './fault.ts';

/** The disk of the database is full to the last byte, until somebody makes room. */
export const fullDisk = (directory: string): Fault => ({
  name: 'disk full',
  cutsClients: false,
  async run({ own, profile }) {
    const free = await fillDisk(directory);
    try {
      await pause(profile.holdMs);
      // What writes a few megabytes must be refused for want of space, or there was some.
      const had = await own
        .sql('create temp table prove_room as select n from generate_series(1, 100000) as n')
        .then(
          () => true,
          () => false,
        );
      return had ? 'PostgreSQL still had room' : undefined;
    } finally {
      await free();
    }
  },
});
