import type { Batch } from '@caseload/shared/batches/batch.ts';
import { applyBatch, getBatch, undoBatch } from '@caseload/shared/batches/endpoints.ts';
import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { keepSelected } from '../assignedWork/useSelection.ts';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { readAgainAfterBatch } from './afterBatch.ts';
import { recallDraft } from './draftMemory.ts';
import { failedOf } from './skipped.ts';

/** Carries a batch out and takes it back. Both happen once, however often they are asked for. */
export function useBatchActions(text: string) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const offerUndo = useOfferUndo();

  async function undo(id: string): Promise<Batch> {
    const undone = await call(undoBatch, { params: { id } });
    keep(queryClient, undone);
    return undone;
  }

  async function undoFromAfar(id: string): Promise<void> {
    const { skipped } = await undo(id);
    if (skipped.length === 0) return;
    const target = { to: '/batches/$batchId', params: { batchId: id } } as const;
    const note = `batch-${id}`;
    notifications.show({
      id: note,
      color: 'yellow',
      autoClose: false,
      title: t('batches.keptSome', { count: skipped.length }),
      message: (
        <Anchor
          size="sm"
          href={router.buildLocation(target).href}
          onClick={(event) => {
            event.preventDefault();
            notifications.hide(note);
            void router.navigate(target);
          }}
        >
          {t('batches.seeWhich')}
        </Anchor>
      ),
    });
  }

  const apply = useMutation({
    mutationFn: (id: string) => call(applyBatch, { params: { id } }),
    onSuccess(applied) {
      keep(queryClient, applied);
      const address = recallDraft(applied.id)?.listAddress ?? null;
      const failed = failedOf(applied.skipped).map(({ id }) => id);
      if (address !== null) keepSelected(queryClient, address, failed);
      if (applied.changed === 0) return;
      offerUndo({
        message: t('assignedWork.changedMany', { label: text, count: applied.changed }),
        undo: () => undoFromAfar(applied.id),
      });
    },
  });

  return { apply, undo: useMutation({ mutationFn: undo }) };
}

function keep(queryClient: QueryClient, batch: Batch): void {
  queryClient.setQueryData(endpointQuery(getBatch, { params: { id: batch.id } }).queryKey, batch);
  readAgainAfterBatch(queryClient);
}
