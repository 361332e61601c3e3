import type { Check } from './check.ts';

/** No fault of the database or of the network ends the app. */
export const processes: Check = {
  name: 'app lives',
  promise: 'no process ends but the one that is killed',
  run: ({ unaskedExits }) => ({
    checked: unaskedExits === undefined ? 0 : 1,
    violations: (unaskedExits ?? []).map(({ at, how }) => ({
      what: `the app ended at ${Math.round(at)} ms: ${how}`,
      lines: [],
    })),
  }),
};
