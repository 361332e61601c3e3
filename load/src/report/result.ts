import { z } from 'zod';

const measured = z.strictObject({
  perSecond: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  failures: z.record(z.string(), z.int()),
  expected: z.record(z.string(), z.int()),
});

const goal = z
  .strictObject({
    of: z.enum(['p50', 'p95', 'p99', 'ratio']),
    atMost: z.number(),
    atLeast: z.number(),
  })
  .exactPartial({ atMost: true, atLeast: true });

/** The most of each pool during a contest. */
const pool = z.strictObject({ name: z.string(), total: z.int(), inUse: z.int(), waiting: z.int() });

/**
 * The server's process: its memory in MB, of that what JavaScript still used after collecting, and the worst of its
 * turns in milliseconds.
 */
const server = z.strictObject({
  atStartMb: z.number(),
  beforeMb: z.number(),
  afterMb: z.number(),
  peakMb: z.number(),
  usedBeforeMb: z.number(),
  usedAfterMb: z.number(),
  eventLoopP99Ms: z.number(),
  eventLoopMaxMs: z.number(),
  pools: z.array(pool),
});
export type ServerFigures = z.output<typeof server>;

const contestResult = z.strictObject({
  name: z.string(),
  /** The machine and the versions it was measured with. */
  setting: z.string(),
  comparedBy: z.enum(['rate', 'time']),
  /** The medians of each, the one to compare with first. */
  contenders: z.array(measured.extend({ name: z.string(), goals: z.array(goal) })),
  server,
});
export type ContestResult = z.output<typeof contestResult>;
export type Contender = ContestResult['contenders'][number];

/** What one run found out. */
export const result = z.strictObject({ contests: z.array(contestResult) });
export type Result = z.output<typeof result>;
