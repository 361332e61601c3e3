import { defineConfig } from 'vitest/config';

const IN_THE_BROWSER = 'browser/**/*.test.ts';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    globalSetup: ['./support/globalSetup.ts'],
    // Two cores carry the database and the browser as well.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'in Node',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [IN_THE_BROWSER, '**/node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'in the browser',
          include: [IN_THE_BROWSER],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // On a machine that stands still for seconds a browser loses a key now and then. What is broken fails again,
          // and what passed only then is named.
          retry: 1,
        },
      },
    ],
  },
});
