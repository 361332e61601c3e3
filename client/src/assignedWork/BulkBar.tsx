import { Button, CloseButton, Menu, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKeysOf } from '../keys/useKeysOf.ts';
import { errorText } from '../api/errorText.ts';
import { ChangeItems, ROW_FIELDS, type RowEdit, type RowField } from './ChangeItems.tsx';
import { MOST_AT_ONCE } from './selectedRows.ts';
import type { Run } from './useSelectionRun.ts';
import './bulkBar.css';

type Props = {
  readonly count: number;
  /** How many the filter holds, when more match than are chosen and they can be chosen with one press. */
  readonly matching: number | null;
  readonly onSelectMatching: () => void;
  readonly run: Run | null;
  /** The menu opened by its key. */
  readonly openField: RowField | null;
  readonly onOpenField: (field: RowField | null) => void;
  readonly onPick: (edit: RowEdit) => void;
  readonly onPickDay: (field: 'due' | 'snooze') => void;
  readonly onShowResult: () => void;
  readonly onCancel: () => void;
  readonly onClear: () => void;
};

/** What can be done with the chosen customers, and how far it is. */
export function BulkBar(props: Props) {
  const { count, matching, run, onCancel, onClear } = props;
  const { t, i18n } = useTranslation();
  const format = (number: number) => number.toLocaleString(i18n.language);
  const isBusy = run?.is === 'reading' || run?.is === 'running';
  return (
    <div className="bulk-bar" role="region" aria-label={t('assignedWork.selection')}>
      <span className="bulk-bar__count" role="status">
        {isBusy ? <BusyText run={run} /> : t('assignedWork.selected', { count, formatted: format(count) })}
        {!isBusy && count > MOST_AT_ONCE && (
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
      {isBusy && (
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
      {!isBusy && (
        <span className="bulk-bar__actions">
          {ROW_FIELDS.map((field) => (
            <FieldMenu key={field} field={field} {...props} />
          ))}
        </span>
      )}
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
  if (run?.is === 'failed') return <span role="alert">{errorText(t, run.error)}</span>;
  if (run?.is !== 'over') return null;
  const { failed, untried } = run.result;
  return (
    <Button size="compact-sm" color="red" variant="light" onClick={onShowResult}>
      {t('assignedWork.notChanged', { count: failed.length + untried.length })}
    </Button>
  );
}

const KEYED = { status: 'customers.status', priority: 'customers.priority', due: 'customers.due' } as const;

function FieldMenu(props: Props & { readonly field: RowField }) {
  const { field, openField, onOpenField, onPick, onPickDay } = props;
  const { t } = useTranslation();
  const [key] = useKeysOf(field === 'snooze' ? 'customers.snooze' : KEYED[field]);
  return (
    <Menu
      opened={openField === field}
      onChange={(isOpen) => onOpenField(isOpen ? field : null)}
      position="top"
      shadow="md"
      returnFocus
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button size="compact-sm" variant="default" aria-keyshortcuts={key}>
          {t(`assignedWork.bulk.${field}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t(`assignedWork.change.${field}`)}>
        <ChangeItems
          field={field}
          onPick={onPick}
          onPickDay={() => onPickDay(field === 'snooze' ? 'snooze' : 'due')}
        />
      </Menu.Dropdown>
    </Menu>
  );
}
