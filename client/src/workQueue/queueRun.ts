import { z } from 'zod';

/** One run through the queue. Customers keep their place; those skipped or gone elsewhere are taken out. */
export const queueRun = z.object({
  ids: z.array(z.string()),
  /** The customer last in view; null at the end. */
  at: z.string().nullable(),
  worked: z.array(z.string()),
  skipped: z.number(),
  /** How many left the queue before their turn, since somebody else saw to them. */
  left: z.number(),
});
export type QueueRun = z.output<typeof queueRun>;

export function startRun(ids: readonly string[]): QueueRun {
  return { ids: [...ids], at: ids[0] ?? null, worked: [], skipped: 0, left: 0 };
}

/** Position from 1, or null for a customer that is not in the run. */
export function positionOf({ ids }: QueueRun, id: string): number | null {
  const index = ids.indexOf(id);
  return index === -1 ? null : index + 1;
}

/** The customers behind one, nearest first; all of them when it is not in the run any more. */
export function idsAfter({ ids }: QueueRun, id: string): readonly string[] {
  return ids.slice(ids.indexOf(id) + 1);
}

export function idBefore({ ids }: QueueRun, id: string): string | null {
  return ids[ids.indexOf(id) - 1] ?? null;
}

export function moveTo(run: QueueRun, at: string | null): QueueRun {
  return { ...run, at };
}

export function markWorked(run: QueueRun, id: string): QueueRun {
  return run.worked.includes(id) ? run : { ...run, worked: [...run.worked, id] };
}

export function markSkipped(run: QueueRun, id: string): QueueRun {
  return { ...without(run, id), skipped: run.skipped + 1 };
}

export function markLeft(run: QueueRun, id: string): QueueRun {
  return run.ids.includes(id) ? { ...without(run, id), left: run.left + 1 } : run;
}

function without(run: QueueRun, id: string): QueueRun {
  return { ...run, ids: run.ids.filter((known) => known !== id) };
}
