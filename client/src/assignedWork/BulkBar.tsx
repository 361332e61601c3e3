import { Button, CloseButton, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { planFailureText } from '../batches/planFailureText.ts';
import type { Planning } from '../batches/useBatchStart.tsx';
import { CountedText } from '../ui/CountedText.tsx';
import { BulkActions, type BulkActionsProps } from './BulkActions.tsx';
import { MOST_AT_ONCE } from './selectedRows.ts';
import type { Run } from './useSelectionRun.tsx';
import './bulkBar.css';

type Props = BulkActionsProps & {
  readonly count: number;
  /** How many the filter holds, when more match than are chosen and they can be chosen with one press. */
  readonly matching: number | null;
  readonly onSelectMatching: () => void;
  readonly run: Run | null;
  readonly planning: Planning | null;
  readonly onShowResult: () => void;
  readonly onCancel: () => void;
  readonly onClear: () => void;
};

/** What can be done with the chosen customers, and how far it is. */
export function BulkBar(props: Props) {
  const { count, matching, run, planning, onCancel, onClear, ...actions } = props;
  const { t, i18n } = useTranslation();
  const format = (number: number) => number.toLocaleString(i18n.language);
  const isRunning = run?.is === 'reading' || run?.is === 'running';
  const isBusy = isRunning || planning?.is === 'planning';
  return (
    <div className="bulk-bar" role="region" aria-label={t('assignedWork.selection')}>
      <span className="bulk-bar__count" role="status">
        {isRunning && <BusyText run={run} />}
        {planning?.is === 'planning' && t('batches.planning')}
        {!isBusy && t('assignedWork.selected', { count, formatted: format(count) })}
        {!isBusy && !actions.supervises && count > MOST_AT_ONCE && (
          <span className="quiet"> {t('assignedWork.atMost', { count: MOST_AT_ONCE })}</span>
        )}
      </span>
      {run?.is === 'running' && (
        <Progress
          className="bulk-bar__progress"
          value={(100 * run.done) / Math.max(1, run.total)}
          aria-label={run.label}
        />
      )}
      {isRunning && (
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('assignedWork.cancel')}
        </Button>
      )}
      {!isBusy && matching !== null && (
        <Button size="compact-sm" variant="subtle" onClick={props.onSelectMatching}>
          {t('assignedWork.selectMatching', { count: matching, formatted: format(matching) })}
        </Button>
      )}
      {!isBusy && <RunEnd run={run} onShowResult={props.onShowResult} />}
      {planning?.is === 'failed' && <PlanFailure planning={planning} />}
      {!isBusy && <BulkActions {...actions} />}
      {!isBusy && <CloseButton aria-label={t('assignedWork.clearSelection')} onClick={onClear} />}
    </div>
  );
}

function BusyText({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  if (run.is !== 'running') return t('assignedWork.reading');
  return t('assignedWork.progress', { label: run.label, done: run.done, total: run.total });
}

function RunEnd({ run, onShowResult }: Pick<Props, 'run' | 'onShowResult'>) {
  const { t } = useTranslation();
  if (run?.is === 'failed')
    return (
      <span role="alert">
        <CountedText error={run.error} textOf={(left) => errorText(t, run.error, left)} />
      </span>
    );
  if (run?.is !== 'over') return null;
  const { failed, untried } = run.result;
  return (
    <Button size="compact-sm" color="red" variant="light" onClick={onShowResult}>
      {t('assignedWork.notChanged', { count: failed.length + untried.length })}
    </Button>
  );
}

function PlanFailure({ planning }: { readonly planning: Planning & { readonly is: 'failed' } }) {
  const { t } = useTranslation();
  return (
    <span className="bulk-bar__failure">
      <span role="alert">
        {t('batches.planningFailed')}{' '}
        <CountedText error={planning.error} textOf={(left) => planFailureText(t, planning.error, left)} />
      </span>
      <Button size="compact-sm" variant="default" onClick={planning.retry}>
        {t('errors.retry')}
      </Button>
    </span>
  );
}
