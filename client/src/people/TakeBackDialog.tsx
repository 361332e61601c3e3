import { getBatch } from '@caseload/shared/batches/endpoints.ts';
import type { OrganisationAction } from '@caseload/shared/organisationActions/organisationAction.ts';
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { counted } from './counted.ts';
import { describeOrganisationAction } from './describeOrganisationAction.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useTakeBack } from './useTakeBack.ts';

type Props = {
  /** Null while nothing is asked. */
  readonly action: OrganisationAction | null;
  readonly returnTo: string;
  readonly onClose: () => void;
};

/** What an action did to customers, and the way to take that back, however long ago it was. */
export function TakeBackDialog({ action, returnTo, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={action !== null}
      onClose={onClose}
      title={action === null ? '' : describeOrganisationAction(t, action)}
      returnTo={returnTo}
    >
      {action !== null && action.batchId !== null && <BatchFacts batchId={action.batchId} onDone={onClose} />}
    </Dialog>
  );
}

function BatchFacts({ batchId, onDone }: { readonly batchId: string; readonly onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const query = useQuery({ ...endpointQuery(getBatch, { params: { id: batchId } }), staleTime: 0 });
  const takeBack = useTakeBack();
  const undo = useMutation({ mutationFn: () => takeBack(batchId) });
  const batch = undo.data ?? query.data;
  return (
    <Stack>
      {batch === undefined && !query.isError && <Skeleton height={48} />}
      {query.isError && batch === undefined && (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {batch !== undefined && (
        <div role="status">
          <Text>
            {t(
              batch.state === 'undone' ? 'people.batchUndone' : 'people.batchApplied',
              counted(batch.changed, i18n.language),
            )}
          </Text>
          {batch.state === 'undone' && batch.skipped.length > 0 && (
            <Text size="sm">{t('people.notTakenBack', counted(batch.skipped.length, i18n.language))}</Text>
          )}
        </div>
      )}
      {batch?.state === 'applied' && (
        <Text size="sm" className="quiet">
          {t('people.takeBackHint')}
        </Text>
      )}
      <div role="alert">{undo.isError && <ErrorPanel error={undo.error} />}</div>
      <Group justify="flex-end">
        {batch?.state === 'applied' && (
          <Button
            variant="default"
            loading={undo.isPending}
            onClick={() => {
              if (!undo.isPending) undo.mutate();
            }}
          >
            {t('people.takeBackBatch')}
          </Button>
        )}
        <Button data-autofocus onClick={onDone}>
          {t('people.done')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Where the focus goes when the dialog is closed. */
export const takeBackButtonId = (actionId: string) => `take-back-${actionId}`;
