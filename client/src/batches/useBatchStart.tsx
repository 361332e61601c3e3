import { getBatch } from '@caseload/shared/batches/endpoints.ts';
import { Anchor, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { newKey } from '../api/newKey.ts';
import { useWhereabouts } from '../app/useWhereabouts.ts';
import { type BatchDraft, previewBatch } from './batchDraft.ts';
import { rememberDraft } from './draftMemory.ts';

const SHOWN_MS = 15_000;

export type Planning =
  | { readonly is: 'planning' }
  | { readonly is: 'failed'; readonly error: unknown; readonly retry: () => void };

/** Has a preview made and goes to it. One at a time: a second press while one is made does nothing. */
export function useBatchStart() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const whereNow = useWhereabouts();
  const [planning, setPlanning] = useState<Planning | null>(null);
  const isBusy = useRef(false);

  async function attempt(read: () => Promise<BatchDraft>, key: string, replace: boolean): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    const isStillThere = whereNow();
    setPlanning({ is: 'planning' });
    try {
      const draft = await read();
      const batch = await previewBatch(draft, key);
      rememberDraft(batch.id, draft);
      queryClient.setQueryData(endpointQuery(getBatch, { params: { id: batch.id } }).queryKey, batch);
      setPlanning(null);
      // Whoever went elsewhere or closed its dialog meanwhile is left there, and told.
      if (isStillThere()) await navigate({ to: '/batches/$batchId', params: { batchId: batch.id }, replace });
      else notifications.show({ message: <PlanReady batchId={batch.id} />, autoClose: SHOWN_MS });
    } catch (error) {
      setPlanning({ is: 'failed', error, retry: () => void attempt(read, key, replace) });
    } finally {
      isBusy.current = false;
    }
  }

  return {
    planning,
    start: (read: () => Promise<BatchDraft>, { replace = false } = {}) =>
      void attempt(once(read), newKey(), replace),
    dismiss: () => setPlanning(null),
  };
}

/** The same draft for every attempt: under one key the server expects one request. */
function once(read: () => Promise<BatchDraft>): () => Promise<BatchDraft> {
  let known: BatchDraft | null = null;
  return async () => {
    known ??= await read();
    return known;
  };
}

function PlanReady({ batchId }: { readonly batchId: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{t('batches.planReady')}</Text>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/batches/$batchId" params={{ batchId }} {...props} />}
      >
        {t('batches.openPlan')}
      </Anchor>
    </>
  );
}
