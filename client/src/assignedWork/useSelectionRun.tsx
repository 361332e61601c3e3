import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { useFieldWords } from '../customers/useFieldWords.ts';
import type { UndoOffer } from '../undo/undoDesk.ts';
import { useExpectUndo } from '../undo/useOfferUndo.ts';
import type { RowEdit } from './rowEdit.ts';
import { runChanges, type RunResult, type Saved } from './selectionRun.ts';
import { troubleText } from './troubleText.ts';
import { undoFailure } from './useRowActions.tsx';
import { useRowChanges } from './useRows.ts';

type Ended =
  | { readonly is: 'over'; readonly label: string; readonly result: RunResult }
  | { readonly is: 'failed'; readonly label: string; readonly error: unknown };

export type Run =
  | { readonly is: 'reading'; readonly label: string }
  | { readonly is: 'running'; readonly label: string; readonly done: number; readonly total: number }
  | Ended;

/** In a note that stands over other screens so many are named. */
const NAMED = 5;

type ReadRows = () => Promise<readonly CustomerSummary[]>;

/** Changes many customers: shows how far it is, can be cancelled, and is undone as one. */
export function useSelectionRun(onOver: (result: RunResult) => void) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const changes = useRowChanges();
  const expectUndo = useExpectUndo();
  const [run, setRun] = useState<Run | null>(null);
  /** How often it was cancelled: what had begun or waited then is not gone on with. */
  const cancels = useRef(0);
  /** Ends when those that were begun so far have. */
  const line = useRef<Promise<unknown>>(Promise.resolve());
  /** How many wait for their turn. */
  const inLine = useRef(0);
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

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

  async function change(edit: RowEdit, read: ReadRows, begunAt: number): Promise<UndoOffer | null> {
    const { label } = edit;
    inLine.current -= 1;
    try {
      setRun({ is: 'reading', label });
      // With what is still on its way: what is made of a row goes on top of it.
      const rows = (await read()).map((row) => changes.view(row.id)?.customer ?? row);
      setRun({ is: 'running', label, done: 0, total: rows.length });
      const result = await runChanges({
        rows,
        make: edit.make,
        apply: changes.apply,
        onProgress: (done) => setRun({ is: 'running', label, done, total: rows.length }),
        isCancelled: () => cancels.current !== begunAt,
      });
      const { saved } = result;
      const isComplete = result.failed.length + result.untried.length === 0;
      end(isComplete ? null : { is: 'over', label, result });
      onOver(result);
      if (saved.length === 0) return null;
      const message = t('assignedWork.changedMany', { label, count: saved.length });
      return { message, undo: () => undo(saved) };
    } catch (error) {
      end({ is: 'failed', label, error });
      return null;
    }
  }

  /** The bar tells what came of it, unless it is gone or tells of the next one. */
  function end(how: Ended | null): void {
    setRun(how);
    if (how === null || (isShown.current && inLine.current === 0)) return;
    notifications.show({
      color: 'red',
      autoClose: false,
      title: how.label,
      message: how.is === 'failed' ? errorText(t, how.error) : whatFailed(how.result),
    });
  }

  function whatFailed({ failed, untried }: RunResult) {
    return (
      <>
        {t('assignedWork.notChanged', { count: failed.length + untried.length })}
        <ul className="run-result">
          {failed.slice(0, NAMED).map(({ row, trouble }) => (
            <li key={row.id}>
              {row.name} <span className="quiet">{troubleText(words, trouble)}</span>
            </li>
          ))}
        </ul>
      </>
    );
  }

  return {
    run,
    /** One after the other: a second one is made of what the first has left. */
    start: (edit: RowEdit, read: ReadRows) => {
      inLine.current += 1;
      const begunAt = cancels.current;
      const coming = line.current.then(() => change(edit, read, begunAt));
      line.current = coming;
      expectUndo(coming);
    },
    cancel: () => {
      cancels.current += 1;
    },
    dismiss: () => setRun(null),
  };
}
