import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NetworkError, problemOf } from '../api/errors.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { SkippedList } from './SkippedList.tsx';

type Props = {
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onLeaveOut: (() => void) | undefined;
};

/** Why a preview could not be applied, and what can be done about it. */
export function ApplyFailure({ error, onRetry, onLeaveOut }: Props) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  if (problem?.type === 'batch-refused')
    return (
      <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('batches.refused')}>
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{t('batches.refusedWhy', { count: problem.skipped.length })}</Text>
          <SkippedList skipped={problem.skipped} state="preview" />
          {onLeaveOut !== undefined && (
            <Button size="xs" variant="default" onClick={onLeaveOut}>
              {t('batches.leaveOut')}
            </Button>
          )}
        </Stack>
      </Alert>
    );
  if (error instanceof NetworkError)
    return (
      <Alert color="red" icon={<IconPlugConnectedX aria-hidden />} title={t('batches.unknown')}>
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{t('batches.unknownWhy')}</Text>
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('errors.retry')}
          </Button>
        </Stack>
      </Alert>
    );
  return <ErrorPanel error={error} onRetry={onRetry} />;
}
