import { z } from 'zod';

const measured = z.strictObject({
  perSecond: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  failures: z.record(z.string(), z.int()),
});

/** What one run found out: for each contest the medians of each contender, the one to compare with first. */
export const result = z.strictObject({
  /** The machine and the versions it was measured with. */
  setting: z.string(),
  contests: z.array(
    z.strictObject({
      name: z.string(),
      contenders: z.array(measured.extend({ name: z.string() })),
      /** The server's process afterwards. */
      residentMb: z.number(),
      eventLoopP99Ms: z.number(),
    }),
  ),
});
export type Result = z.output<typeof result>;
export type Contender = Result['contests'][number]['contenders'][number];
