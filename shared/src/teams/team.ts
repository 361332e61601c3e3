import { z } from 'zod';
import { recordedAt } from '../contracts/values.ts';

/** People who work together. A team groups; it gives nobody any further right. */
export const team = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    /** By name; also people who are not active any more. */
    members: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        /** Whose screens open on this team. */
        isSupervisor: z.boolean(),
      }),
    ),
    updatedAt: recordedAt,
  })
  .meta({ id: 'Team' });
export type Team = z.output<typeof team>;
