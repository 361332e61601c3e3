import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoOffer } from '../undo/undoDesk.ts';
import { useExpectUndo } from '../undo/useOfferUndo.ts';
import type { RowEdit } from './rowEdit.ts';
import { runChanges, type RunResult, type Saved } from './selectionRun.ts';
import { undoFailure } from './useRowActions.tsx';
import { useRowChanges } from './useRows.ts';

export type Run =
  | { readonly is: 'reading'; readonly label: string }
  | { readonly is: 'running'; readonly label: string; readonly done: number; readonly total: number }
  | { readonly is: 'over'; readonly label: string; readonly result: RunResult }
  | { readonly is: 'failed'; readonly label: string; readonly error: unknown };

type ReadRows = () => Promise<readonly CustomerSummary[]>;

/** Changes many customers: shows how far it is, can be cancelled, and is undone as one. */
export function useSelectionRun(onOver: (result: RunResult) => void) {
  const { t } = useTranslation();
  const changes = useRowChanges();
  const expectUndo = useExpectUndo();
  const [run, setRun] = useState<Run | null>(null);
  const isCancelled = useRef(false);

  async function undo(saved: readonly Saved[]): Promise<void> {
    const back = new Map(saved.map((one) => [one.customer.id, one.back]));
    const { failed } = await runChanges({
      rows: saved.map(({ customer }) => customer),
      make: ({ id }) => back.get(id) ?? {},
      apply: changes.takeBack,
      onProgress: () => undefined,
      isCancelled: () => false,
    });
    // The first one stands for all: the rows say each their own.
    if (failed[0] !== undefined) throw undoFailure(failed[0].trouble);
  }

  async function change(edit: RowEdit, read: ReadRows): Promise<UndoOffer | null> {
    const { label } = edit;
    isCancelled.current = false;
    try {
      setRun({ is: 'reading', label });
      const rows = await read();
      setRun({ is: 'running', label, done: 0, total: rows.length });
      const result = await runChanges({
        rows,
        make: edit.make,
        apply: changes.apply,
        onProgress: (done) => setRun({ is: 'running', label, done, total: rows.length }),
        isCancelled: () => isCancelled.current,
      });
      const { saved, failed, untried } = result;
      setRun(failed.length + untried.length === 0 ? null : { is: 'over', label, result });
      onOver(result);
      if (saved.length === 0) return null;
      const message = t('assignedWork.changedMany', { label, count: saved.length });
      return { message, undo: () => undo(saved) };
    } catch (error) {
      setRun({ is: 'failed', label, error });
      return null;
    }
  }

  return {
    run,
    start: (edit: RowEdit, read: ReadRows) => expectUndo(change(edit, read)),
    cancel: () => {
      isCancelled.current = true;
    },
    dismiss: () => setRun(null),
  };
}
