import { getBatch } from '@caseload/shared/batches/endpoints.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { endpointQuery } from '../api/endpointQuery.ts';
import { newKey } from '../api/newKey.ts';
import { type BatchDraft, previewBatch } from './batchDraft.ts';
import { rememberDraft } from './draftMemory.ts';

export type Planning =
  | { readonly is: 'planning' }
  | { readonly is: 'failed'; readonly error: unknown; readonly retry: () => void };

/** Has a preview made and goes to it. One at a time: a second press while one is made does nothing. */
export function useBatchStart() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [planning, setPlanning] = useState<Planning | null>(null);
  const isBusy = useRef(false);

  async function attempt(read: () => Promise<BatchDraft>, key: string, replace: boolean): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    setPlanning({ is: 'planning' });
    try {
      const draft = await read();
      const batch = await previewBatch(draft, key);
      rememberDraft(batch.id, draft);
      queryClient.setQueryData(endpointQuery(getBatch, { params: { id: batch.id } }).queryKey, batch);
      setPlanning(null);
      await navigate({ to: '/batches/$batchId', params: { batchId: batch.id }, replace });
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
