import { vi } from 'vitest';

const PATIENCE_MS = 10_000;
const { waitFor } = vi;

/** The settings have a place for how long `expect.poll` waits, and none for this. */
vi.waitFor = (work, options) =>
  waitFor(work, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options });
