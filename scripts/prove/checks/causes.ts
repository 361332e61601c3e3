import type { Action, Evidence } from '../evidence/evidence.ts';
import { type Operation, operationsOf } from '../history/operations.ts';

/** The write of a client that made an action, directly or as part of a batch; undefined for what was there before. */
export type CauseOf = (action: Action) => Operation | undefined;

export function causesIn({ history, batches }: Pick<Evidence, 'history' | 'batches'>): CauseOf {
  const operations = operationsOf(history.calls);
  return ({ operation, batch }) => operations.get(batch === null ? operation : (batches.get(batch) ?? ''));
}
