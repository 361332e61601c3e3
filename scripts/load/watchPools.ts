import { Pool } from 'pg';

/** The most of one pool since it was last asked for. */
export type PoolFigures = {
  readonly name: string;
  readonly total: number;
  readonly inUse: number;
  readonly waiting: number;
};

const none = { total: 0, inUse: 0, waiting: 0 };

/**
 * Watches every pool of this process from its first use on. The server tells nobody about its pools, so they are
 * met where each of them passes: call it before the server starts.
 */
export function watchPools(): { look(): void; take(): PoolFigures[] } {
  const most = new Map<Pool, typeof none>();
  const { connect } = Pool.prototype;
  Object.defineProperty(Pool.prototype, 'connect', {
    value(this: Pool, ...given: unknown[]): unknown {
      if (!most.has(this)) most.set(this, none);
      return Reflect.apply(connect, this, given);
    },
  });
  return {
    look() {
      for (const [pool, before] of most) {
        const { totalCount: total, idleCount, waitingCount } = pool;
        most.set(pool, {
          total: Math.max(before.total, total),
          inUse: Math.max(before.inUse, total - idleCount),
          waiting: Math.max(before.waiting, waitingCount),
        });
      }
    },
    take() {
      this.look();
      const figures = [...most].map(([pool, found]) => ({ name: nameOf(pool), ...found }));
      for (const pool of most.keys()) most.set(pool, none);
      return figures;
    },
  };
}

const nameOf = ({ options }: Pool) => (options.application_name ?? 'unnamed').replace('caseload-', '');
