import type { Batch } from '@caseload/shared/batches/batch.ts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { Moment } from '../ui/Moment.tsx';
import { failedOf } from './skipped.ts';

type Props = { readonly batch: Batch; readonly undo: UseMutationResult<Batch, unknown, string> };

/** What became of a batch, and the way to take it back as one. */
export function BatchResult({ batch: { id, state, changed, skipped, appliedAt, undoneAt }, undo }: Props) {
  const { t } = useTranslation();
  const failed = failedOf(skipped).length;
  const at = undoneAt ?? appliedAt;
  return (
    <Stack gap="sm" className="batch__actions">
      <Text size="sm">
        {t(state === 'undone' ? 'batches.undone' : 'batches.applied')}{' '}
        {at !== null && (
          <>
            · <Moment at={at} />
          </>
        )}
      </Text>
      {state === 'applied' && failed > 0 && (
        <Text size="sm">{t('batches.staySelected', { count: failed })}</Text>
      )}
      {undo.isError && <ErrorPanel error={undo.error} onRetry={() => undo.mutate(id)} />}
      {state === 'applied' && changed > 0 && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            loading={undo.isPending}
            onClick={() => undo.mutate(id)}
          >
            {t('batches.undo', { count: changed })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
