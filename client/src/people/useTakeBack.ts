import { undoBatch } from '@caseload/shared/batches/endpoints.ts';
import type { Batch } from '@caseload/shared/batches/batch.ts';
import { countTags, listTags } from '@caseload/shared/tags/endpoints.ts';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { counted } from './counted.ts';
import { useReadPeopleAgain } from './usePeopleWrites.ts';

/** Takes a batch back as one unit, and says when some customers stay, since somebody changed them after it. */
export function useTakeBack(): (batchId: string) => Promise<Batch> {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const readAgain = useReadPeopleAgain();
  return async (batchId) => {
    const batch = await call(undoBatch, { params: { id: batchId } });
    const count = batch.skipped.length;
    if (count > 0)
      notifications.show({
        message: t('people.notTakenBack', counted(count, i18n.language)),
        autoClose: 15_000,
      });
    await Promise.all([
      readAgain(),
      ...[countTags, listTags].map(({ id }) => queryClient.invalidateQueries({ queryKey: [id] })),
    ]);
    return batch;
  };
}
