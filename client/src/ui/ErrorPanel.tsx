import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { requestIdOf } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';
import { useRetryCountdown } from './useRetryCountdown.ts';

type Props = { readonly error: unknown; readonly onRetry?: () => void; readonly isRetrying?: boolean };

/** A failed call in words, with the id the server logged it under and a way to try again. */
export function ErrorPanel({ error, onRetry, isRetrying = false }: Props) {
  const { t } = useTranslation();
  const requestId = requestIdOf(error);
  const secondsLeft = useRetryCountdown(error);
  return (
    <Alert color="red" icon={<IconAlertCircle aria-hidden />} title={t('errors.title')}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{errorText(t, error, secondsLeft)}</Text>
        {requestId !== null && (
          <Text size="xs" ff="monospace">
            {t('errors.requestId', { id: requestId })}
          </Text>
        )}
        {onRetry !== undefined && (
          <Button
            size="xs"
            variant="default"
            onClick={onRetry}
            loading={isRetrying}
            disabled={secondsLeft > 0}
          >
            {t('errors.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
