import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { Person } from '@caseload/shared/people/person.ts';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { counted } from './counted.ts';
import { LoadChanges } from './LoadChanges.tsx';
import { Step } from './Step.tsx';
import { usePeopleWrites } from './usePeopleWrites.ts';
import { useTakeBack } from './useTakeBack.ts';

type Props = { readonly person: Person; readonly batch: Batch | null; readonly onDone: () => void };

/** What a deactivation did, and the way to take all of it back. */
export function DeactivationResult({ person, batch, onDone }: Props) {
  const { t, i18n } = useTranslation();
  const { reactivate } = usePeopleWrites();
  const takeBack = useTakeBack();
  const undo = useMutation({
    mutationFn: async () => {
      // First the person: nothing should be given back to somebody who cannot work on it.
      await reactivate.mutateAsync(person);
      return batch === null ? null : takeBack(batch.id);
    },
  });
  const { name } = person;
  if (undo.isSuccess)
    return (
      <Step>
        <Alert color="green">
          {t('people.takenBack', { name, ...counted(undo.data?.changed ?? 0, i18n.language) })}
        </Alert>
        <Group justify="flex-end">
          <Button onClick={onDone}>{t('people.done')}</Button>
        </Group>
      </Step>
    );
  return (
    <Step>
      <Alert color="green" icon={<IconUserOff aria-hidden />} title={t('people.deactivated', { name })}>
        {batch === null ? t('people.movedNone') : t('people.moved', counted(batch.changed, i18n.language))}
      </Alert>
      {batch !== null && <LoadChanges loads={batch.loads} without={person.id} />}
      {batch !== null && batch.skipped.length > 0 && (
        <Text size="sm">{t('people.leftBehind', counted(batch.skipped.length, i18n.language))}</Text>
      )}
      <Text size="sm" className="quiet">
        {t('people.historyHint')}
      </Text>
      <div role="alert">{undo.isError && <ErrorPanel error={undo.error} />}</div>
      <Group justify="flex-end">
        <Button
          variant="default"
          loading={undo.isPending}
          onClick={() => {
            if (!undo.isPending) undo.mutate();
          }}
        >
          {t('people.takeBack')}
        </Button>
        <Button onClick={onDone}>{t('people.done')}</Button>
      </Group>
    </Step>
  );
}
