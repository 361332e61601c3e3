import type { PoolFigures } from './watchPools.ts';

/** How the server's process is doing; what it still uses after collecting, peaks, delays and pools since they were last asked for. */
export type AppFigures = {
  readonly residentMb: number;
  readonly peakMb: number;
  readonly usedMb: number;
  readonly eventLoopP99Ms: number;
  readonly eventLoopMaxMs: number;
  readonly pools: readonly PoolFigures[];
};

/** The worse of both for everything that has a worst; memory as it is in the later one. */
export const worseOf = (former: AppFigures, later: AppFigures): AppFigures => ({
  residentMb: later.residentMb,
  peakMb: Math.max(former.peakMb, later.peakMb),
  usedMb: later.usedMb,
  eventLoopP99Ms: Math.max(former.eventLoopP99Ms, later.eventLoopP99Ms),
  eventLoopMaxMs: Math.max(former.eventLoopMaxMs, later.eventLoopMaxMs),
  pools: later.pools.map((pool) =>
    worsePool(
      former.pools.find(({ name }) => name === pool.name),
      pool,
    ),
  ),
});

const worsePool = (former: PoolFigures | undefined, later: PoolFigures): PoolFigures => ({
  name: later.name,
  total: Math.max(former?.total ?? 0, later.total),
  inUse: Math.max(former?.inUse ?? 0, later.inUse),
  waiting: Math.max(former?.waiting ?? 0, later.waiting),
});
