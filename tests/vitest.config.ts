import { defineConfig } from 'vitest/config';
import { OutcomeReporter } from './support/outcomeReporter.ts';

const IN_THE_BROWSER = 'browser/**/*.test.ts';
// These get a second attempt (scripts/support/checks). The prover finds by chance what is wrong: nothing may hide it.
const OF_WHOLE_PROGRAMS = 'scripts/**/!(prove).test.ts';

const inNode = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  setupFiles: ['./support/patience.ts'],
  // A machine with other work at hand takes its time.
  expect: { poll: { timeout: 10_000 } },
};

export default defineConfig({
  test: {
    root: import.meta.dirname,
    reporters: ['default', new OutcomeReporter()],
    globalSetup: ['./support/globalSetup.ts'],
    // Two cores carry the database and the browser as well.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'in Node',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [IN_THE_BROWSER, OF_WHOLE_PROGRAMS, '**/node_modules/**'],
          ...inNode,
        },
      },
      {
        test: {
          name: 'of whole programs',
          include: [OF_WHOLE_PROGRAMS],
          ...inNode,
        },
      },
      {
        test: {
          name: 'in the browser',
          include: [IN_THE_BROWSER],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
