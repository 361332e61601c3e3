import type { Batch, BatchMode } from '@caseload/shared/batches/batch.ts';
import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../api/errorText.ts';
import { CountedText } from '../ui/CountedText.tsx';
import type { BatchDraft } from './batchDraft.ts';
import { ApplyFailure } from './ApplyFailure.tsx';
import { failedOf, stoppingOf } from './skipped.ts';
import { useBatchStart } from './useBatchStart.tsx';

type Props = {
  readonly batch: Batch;
  /** Null when this tab does not know what the preview was made from: then it is applied as it is, or not. */
  readonly draft: BatchDraft | null;
  readonly apply: UseMutationResult<Batch, unknown, string>;
  /** Called when everything was done, so that nothing is left to be read here. */
  readonly onDone: () => void;
};

/** What can be done with a preview: to apply it, or to have it made the other way. */
export function BatchPreview({ batch, draft, apply, onDone }: Props) {
  const { t, i18n } = useTranslation();
  const { planning, start } = useBatchStart();
  const { id, mode, changed } = batch;
  const modeId = useId();
  const isApplying = useRef(false);
  const stopping = stoppingOf(batch);
  const makeAnew = (wanted: BatchMode) => {
    if (draft === null || wanted === mode) return;
    start(() => Promise.resolve({ ...draft, mode: wanted }), { replace: true });
  };
  const applyNow = () => {
    // Two presses in a row come before the first has been drawn.
    if (isApplying.current) return;
    isApplying.current = true;
    apply.mutate(id, {
      onSettled: () => {
        isApplying.current = false;
      },
      onSuccess: ({ skipped }) => {
        if (failedOf(skipped).length === 0) onDone();
      },
    });
  };
  return (
    <Stack gap="md" className="batch__actions">
      {draft !== null && changed + batch.skipped.length > 1 && (
        <div className="batch__mode">
          <Text size="sm" id={modeId}>
            {t('batches.mode')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-labelledby={modeId}
            value={mode}
            disabled={planning?.is === 'planning' || apply.isPending}
            data={[
              { value: 'best-effort', label: t('batches.bestEffort') },
              { value: 'all-or-nothing', label: t('batches.allOrNothing') },
            ]}
            onChange={(value) => makeAnew(value === 'all-or-nothing' ? 'all-or-nothing' : 'best-effort')}
          />
        </div>
      )}
      {planning?.is === 'failed' && (
        <Group gap="xs">
          <Text size="sm" role="alert">
            <CountedText error={planning.error} textOf={(left) => errorText(t, planning.error, left)} />
          </Text>
          <Button size="compact-sm" variant="default" onClick={planning.retry}>
            {t('errors.retry')}
          </Button>
        </Group>
      )}
      {changed > 0 && batch.skipped.length > 0 && stopping.length === 0 && (
        <Text size="sm">{t('batches.left.preview', { count: batch.skipped.length })}.</Text>
      )}
      {changed === 0 && <Text size="sm">{t('batches.nothing')}</Text>}
      {stopping.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('batches.stopped')}>
          {t('batches.stoppedBy', { count: stopping.length })}
        </Alert>
      )}
      {apply.isError && (
        <ApplyFailure
          error={apply.error}
          onRetry={applyNow}
          onLeaveOut={draft === null ? undefined : () => makeAnew('best-effort')}
        />
      )}
      <Group gap="sm">
        {changed > 0 && stopping.length === 0 && (
          <Button autoFocus loading={apply.isPending} onClick={applyNow}>
            {t('batches.apply', { count: changed, formatted: changed.toLocaleString(i18n.language) })}
          </Button>
        )}
        <Button variant="default" onClick={onDone} disabled={apply.isPending}>
          {t('batches.discard')}
        </Button>
      </Group>
    </Stack>
  );
}
