import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { canSupervise } from '@caseload/shared/rules/canSupervise.ts';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import type { BatchDraft, Wish } from '../batches/batchDraft.ts';
import { gainAtMost, gainOfRows } from '../batches/loadAfter.ts';
import { batchSelectionOf } from '../batches/selectionOf.ts';
import { useBatchStart } from '../batches/useBatchStart.tsx';
import type { BulkEdit, RowEdit } from './rowEdit.ts';
import type { CheckState } from './CheckMark.tsx';
import {
  countSelected,
  isSelected,
  letGo,
  NOTHING_SELECTED,
  type Selection,
  selectAllMatching,
  selectLoaded,
} from './selection.ts';
import { MOST_AT_ONCE, readSelected } from './selectedRows.ts';
import { customerRowsOf } from './customerRows.ts';
import { MOST_OPTIMISTIC } from './selectionRun.ts';
import type { MyWork } from './useMyWork.ts';
import { useSelectionRun } from './useSelectionRun.tsx';

export type SelectionState = {
  readonly selection: Selection;
  readonly change: (next: (now: Selection) => Selection) => void;
};

/**
 * What is chosen in the list, and changing all of it at once: who looks after the work of others sees a preview
 * and changes everything in one step, others change customer by customer what they may.
 */
export function useBulk(work: MyWork, { selection, change }: SelectionState) {
  const queryClient = useQueryClient();
  const { timeZone } = usePlace();
  const { employee, organisation } = useSession();
  const { statuses } = organisation;
  const supervises = canSupervise(employee);
  const batch = useBatchStart();
  const [asked, setAsked] = useState<RowEdit | null>(null);
  const { run, start, cancel, dismiss } = useSelectionRun(({ saved }) =>
    change((now) => {
      const rest = letGo(
        now,
        saved.map(({ customer }) => customer.id),
      );
      return countSelected(rest) === 0 ? NOTHING_SELECTED : rest;
    }),
  );
  const { ids, list, total = 0 } = work;
  const count = countSelected(selection);
  const loaded = ids.filter((id) => isSelected(selection, id)).length;
  const isAllLoaded = ids.length > 0 && loaded === ids.length;
  const marked: CheckState = isAllLoaded ? 'true' : count > 0 ? 'mixed' : 'false';
  const isEverything = loaded === ids.length && total <= ids.length;
  const mayMeanAll = selection.kind === 'some' && (isAllLoaded || selection.mayMeanAll);

  function begin(edit: RowEdit): void {
    setAsked(null);
    const parts = { queryClient, selection, order: ids, list, statuses, timeZone };
    start(edit, () => readSelected(parts));
  }

  function preview(wish: Wish): void {
    const { find } = customerRowsOf(queryClient);
    batch.start(async (): Promise<BatchDraft> => {
      const parts = { selection, order: ids, find, list, statuses, timeZone };
      const chosen = await batchSelectionOf(parts);
      return { mode: 'best-effort', from: 'list', listAddress: work.address, wish, selection: chosen };
    });
  }

  function pickRows(edit: RowEdit): void {
    if (count > MOST_OPTIMISTIC) setAsked(edit);
    else begin(edit);
  }

  return {
    supervises,
    planning: batch.planning,
    preview,
    /** How many open customers of the chosen ones a person would gain. */
    gainOf: () =>
      selection.kind === 'some'
        ? gainOfRows(
            [...selection.ids].flatMap((id) => customerRowsOf(queryClient).find(id) ?? []),
            statuses,
          )
        : gainAtMost(count),
    count,
    marked,
    run,
    cancel,
    dismiss,
    asked,
    /** How many one press changes. */
    atOnce: Math.min(count, MOST_AT_ONCE),
    /** How many match the filter, where whoever chose all that was loaded has not chosen all of them. */
    matching: mayMeanAll && !isEverything ? total : null,
    isMarked: (id: string) => isSelected(selection, id),
    selectMatching: () => change(() => selectAllMatching(list.filter, total)),
    markAll: () => change((now) => (marked === 'true' ? NOTHING_SELECTED : selectLoaded(now, ids))),
    selectLoaded: () => change((now) => selectLoaded(now, ids)),
    clear: () => {
      dismiss();
      batch.dismiss();
      change(() => NOTHING_SELECTED);
    },
    /** Changes what is chosen; never many without saying first what will happen. */
    pick: (edit: BulkEdit) =>
      supervises ? preview({ kind: 'change', changes: edit.changes }) : pickRows(edit),
    /** Changes customer by customer. */
    pickRows,
    confirm: begin,
    forget: () => setAsked(null),
  };
}

export type Bulk = ReturnType<typeof useBulk>;
