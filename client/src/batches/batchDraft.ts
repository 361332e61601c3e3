import type { BatchMode } from '@caseload/shared/batches/batch.ts';
import {
  type BulkChangeRequest,
  changeCustomers,
  reassignCustomers,
} from '@caseload/shared/batches/endpoints.ts';
import type { CustomerFilter } from '@caseload/shared/assignedWork/customerFilter.ts';
import { type BalanceRequest, balanceWork } from '@caseload/shared/board/endpoints.ts';
import { call } from '../api/call.ts';

export type BulkChange = BulkChangeRequest['changes'];
export type Split = 'even' | 'load';

/** What shall become of many customers. */
export type Wish =
  | { readonly kind: 'reassign'; readonly assignedTo: string | null }
  | { readonly kind: 'split'; readonly assignees: readonly string[]; readonly split: Split }
  | { readonly kind: 'change'; readonly changes: BulkChange };

/** Which customers: each as it was seen, or all that a filter finds. */
export type BatchSelection =
  | { readonly customers: readonly { readonly id: string; readonly updatedAt: string }[] }
  | { readonly filter: CustomerFilter; readonly timeZone: string };

export type BatchDraft = {
  readonly mode: BatchMode;
  /** The screen it began on, which one comes back to. */
  readonly from: 'list' | 'board';
  /** The list whose selection it was; what fails stays selected in it. */
  readonly listAddress: string | null;
} & (
  | { readonly wish: Wish; readonly selection: BatchSelection }
  | { readonly moves: BalanceRequest['moves'] }
);

/** Has the server work out what a draft would do, and keep it. The same key again is the same preview. */
export function previewBatch(draft: BatchDraft, idempotencyKey: string) {
  const options = { mode: draft.mode, dryRun: true };
  const sent = { idempotencyKey };
  if ('moves' in draft) return call(balanceWork, { body: { moves: draft.moves, ...options } }, sent);
  const { wish, selection } = draft;
  const which =
    'filter' in selection ? { ...selection } : { customers: selection.customers.map((one) => ({ ...one })) };
  switch (wish.kind) {
    case 'reassign':
      return call(reassignCustomers, { body: { ...which, assignedTo: wish.assignedTo, ...options } }, sent);
    case 'split': {
      const { assignees, split } = wish;
      const body = { ...which, assignees: [...assignees], split, ...options };
      return call(reassignCustomers, { body }, sent);
    }
    case 'change':
      return call(changeCustomers, { body: { ...which, changes: wish.changes, ...options } }, sent);
  }
}
