import { z } from 'zod';

/** What can be under way with an import. By itself, so that the problem that names it does not bring the rest along. */
export const importWork = z.enum(['check', 'run', 'undo']);
export type ImportWork = z.output<typeof importWork>;
