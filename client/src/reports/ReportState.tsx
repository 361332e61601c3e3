import type { ReportAnswer } from '@caseload/shared/reports/endpoints.ts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/Moment.tsx';

type Props = {
  readonly answer: ReportAnswer;
  readonly isFetching: boolean;
  /** Asking again did not get through. */
  readonly hasFailed: boolean;
  readonly onRefresh: () => void;
};

/** As of when the numbers are, and why they are no newer. */
export function ReportState({ answer, isFetching, hasFailed, onRefresh }: Props) {
  const { t } = useTranslation();
  const { computedAt, isRunning, failure } = answer;
  return (
    <div className="reports__state">
      {computedAt !== null && (
        <span className="quiet">
          {t('reports.asOf')} <Moment at={computedAt} />
        </span>
      )}
      <span role="status" className="reports__trouble">
        {isRunning && t('reports.running')}
        {failure !== null && (
          <>
            <IconAlertTriangle size={16} aria-hidden />{' '}
            {computedAt === null ? t(`reports.failedFirst.${failure}`) : t(`reports.failed.${failure}`)}
          </>
        )}
        {hasFailed && failure === null && !isRunning && t('reports.notReached')}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        className="reports__refresh"
        leftSection={<IconRefresh size={14} aria-hidden />}
        loading={isFetching}
        onClick={onRefresh}
      >
        {t('reports.refresh')}
      </Button>
    </div>
  );
}
