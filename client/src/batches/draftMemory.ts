import { customerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import { batchOptions } from '@caseload/shared/batches/batch.ts';
import { balanceWork } from '@caseload/shared/board/endpoints.ts';
import { changeCustomers } from '@caseload/shared/batches/endpoints.ts';
import { z } from 'zod';
import type { BatchDraft } from './batchDraft.ts';

const PREFIX = 'caseload.batch.';
/** Session storage holds some five million characters; a few large drafts must not fill it. */
const LARGEST = 400_000;

const wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reassign'), assignedTo: z.string().nullable() }),
  z.object({ kind: z.literal('split'), assignees: z.array(z.string()), split: z.enum(['even', 'load']) }),
  z.object({ kind: z.literal('change'), changes: changeCustomers.body.shape.changes }),
]);
const selection = z.union([
  z.object({ customers: z.array(z.object({ id: z.string(), updatedAt: z.string() })) }),
  z.object({ filter: customerFilter, timeZone: z.string() }),
]);
const common = {
  mode: batchOptions.mode.unwrap(),
  from: z.enum(['list', 'board']),
  listAddress: z.string().nullable(),
};
const batchDraft = z.union([
  z.object({ ...common, wish, selection }),
  z.object({ ...common, moves: balanceWork.body.shape.moves }),
]);

const drafts = new Map<string, BatchDraft>();

/** Keeps what a preview was made from, in this tab, so that it can be made anew in another way. */
export function rememberDraft(batchId: string, draft: BatchDraft): void {
  drafts.set(batchId, draft);
  const text = JSON.stringify(draft);
  if (text.length > LARGEST) return;
  try {
    sessionStorage.setItem(PREFIX + batchId, text);
  } catch {
    // Full: the draft is known until the page is left, and after that the preview stands without it.
  }
}

/** The draft of a batch, or null when this tab does not know it. */
export function recallDraft(batchId: string): BatchDraft | null {
  const known = drafts.get(batchId);
  if (known !== undefined) return known;
  const text = sessionStorage.getItem(PREFIX + batchId);
  if (text === null) return null;
  try {
    return batchDraft.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
