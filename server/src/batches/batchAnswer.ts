import { REPLAYED } from '../customerActions/operation.ts';
import { withHeaders } from '../http/route.ts';
import type { CreatedBatch } from './createBatch.ts';

/** A batch as an answer, which says when it is that of an earlier press. */
export const batchAnswer = ({ batch, replayed }: CreatedBatch) =>
  replayed ? withHeaders(batch, REPLAYED) : batch;
