import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import type { RowEdit } from './ChangeItems.tsx';
import type { CheckState } from './CheckMark.tsx';
import {
  countSelected,
  isSelected,
  letGo,
  NOTHING_SELECTED,
  type Selection,
  selectAllMatching,
  selectIds,
} from './selection.ts';
import { MOST_AT_ONCE, readSelected } from './selectedRows.ts';
import { MOST_OPTIMISTIC } from './selectionRun.ts';
import type { MyWork } from './useMyWork.ts';
import { useSelectionRun } from './useSelectionRun.ts';

export type SelectionState = {
  readonly selection: Selection;
  readonly change: (next: (now: Selection) => Selection) => void;
};

/** What is chosen in the list, and changing all of it at once. */
export function useBulk(work: MyWork, { selection, change }: SelectionState) {
  const queryClient = useQueryClient();
  const { timeZone } = usePlace();
  const { statuses } = useSession().organisation;
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

  function begin(edit: RowEdit): void {
    setAsked(null);
    const parts = { queryClient, selection, order: ids, list, statuses, timeZone };
    void start(edit, () => readSelected(parts));
  }

  return {
    count,
    marked,
    run,
    cancel,
    dismiss,
    asked,
    /** How many one press changes. */
    atOnce: Math.min(count, MOST_AT_ONCE),
    /** How many match the filter, where they could be chosen beyond the rows that are loaded. */
    matching: selection.kind === 'some' && isAllLoaded && total > ids.length ? total : null,
    isMarked: (id: string) => isSelected(selection, id),
    selectMatching: () => change(() => selectAllMatching(list.filter, total)),
    markAll: () => change((now) => (marked === 'true' ? NOTHING_SELECTED : selectIds(now, ids))),
    selectLoaded: () => change((now) => selectIds(now, ids)),
    clear: () => {
      dismiss();
      change(() => NOTHING_SELECTED);
    },
    /** Changes what is chosen; many only after a question. */
    pick: (edit: RowEdit) => (count > MOST_OPTIMISTIC ? setAsked(edit) : begin(edit)),
    confirm: begin,
    forget: () => setAsked(null),
  };
}

export type Bulk = ReturnType<typeof useBulk>;
