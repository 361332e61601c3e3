import type { Batch } from '@caseload/shared/batches/batch.ts';
import { reassignCustomers } from '@caseload/shared/batches/endpoints.ts';
import type { Person } from '@caseload/shared/people/person.ts';
import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { problemOf } from '../api/errors.ts';
import { newKey } from '../api/newKey.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { counted } from './counted.ts';
import { DeactivationResult } from './DeactivationResult.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EMPTY_HAND_OVER, handOverBody, type HandOverDraft, previewBody } from './handOver.ts';
import { HandOverForm } from './HandOverForm.tsx';
import { LoadChanges } from './LoadChanges.tsx';
import { Step } from './Step.tsx';
import { usePeopleWrites } from './usePeopleWrites.ts';

type Props = {
  /** Null while nobody is asked about. */
  readonly person: Person | null;
  readonly everybody: readonly Person[];
  readonly returnTo: string;
  readonly onClose: () => void;
};

/** Deactivates somebody: to whom their customers go, what will happen, then what happened. */
export function DeactivateDialog({ person, everybody, returnTo, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={person !== null}
      onClose={onClose}
      title={t('people.deactivateTitle', { name: person?.name ?? '' })}
      returnTo={returnTo}
      size="lg"
    >
      {person !== null && <Steps person={person} everybody={everybody} onDone={onClose} />}
    </Dialog>
  );
}

type StepsProps = Pick<Props, 'everybody'> & { readonly person: Person; readonly onDone: () => void };

/** What the person held when they were asked about: the list counts anew once it is done. */
type Shown = { readonly preview: Batch | null; readonly idempotencyKey: string };

function Steps({ person, everybody, onDone }: StepsProps) {
  const { t, i18n } = useTranslation();
  const { deactivate } = usePeopleWrites();
  const [draft, setDraft] = useState<HandOverDraft>(EMPTY_HAND_OVER);
  const [shown, setShown] = useState<Shown | null>(null);
  const preview = useMutation({
    mutationFn: () =>
      call(
        reassignCustomers,
        { body: previewBody(person.id, handOverBody(draft, person.openCount)) },
        { idempotencyKey: newKey() },
      ),
  });

  function look() {
    if (preview.isPending) return;
    const idempotencyKey = newKey();
    if (person.openCount === 0) return setShown({ preview: null, idempotencyKey });
    preview.mutate(undefined, { onSuccess: (batch) => setShown({ preview: batch, idempotencyKey }) });
  }

  function doIt({ idempotencyKey }: Shown) {
    if (deactivate.isPending) return;
    const handOver = handOverBody(draft, person.openCount);
    deactivate.mutate(
      { person, handOver, idempotencyKey },
      {
        onError: (error) => {
          // Only what nobody knows the outcome of may be repeated as it was.
          if (problemOf(error) !== null) setShown((now) => now && { ...now, idempotencyKey: newKey() });
        },
      },
    );
  }

  if (deactivate.data !== undefined) return <DeactivationResult {...deactivate.data} onDone={onDone} />;
  if (person.state === 'inactive')
    return (
      <Step>
        <Alert color="yellow">{t('people.alreadyInactive', { name: person.name })}</Alert>
        <Group justify="flex-end">
          <Button onClick={onDone}>{t('people.done')}</Button>
        </Group>
      </Step>
    );
  if (shown === null)
    return (
      <HandOverForm
        person={person}
        everybody={everybody}
        draft={draft}
        onChange={setDraft}
        onSubmit={look}
        onCancel={onDone}
        isBusy={preview.isPending}
        error={preview.error}
      />
    );
  const isOutdated = problemOf(deactivate.error)?.type === 'outdated';
  return (
    <Step>
      <Text>{t('people.willHappen', { name: person.name })}</Text>
      <ul className="will-happen">
        <li>{t('people.willSignOut')}</li>
        <li>{summaryText()}</li>
        <li>{t('people.willKeep')}</li>
      </ul>
      {shown.preview !== null && <LoadChanges loads={shown.preview.loads} without={person.id} />}
      <div role="alert">
        {isOutdated && <Alert color="yellow">{t('people.outdatedDeactivation')}</Alert>}
        {deactivate.isError && !isOutdated && <ErrorPanel error={deactivate.error} />}
      </div>
      <Group justify="flex-end">
        <Button
          variant="default"
          disabled={deactivate.isPending}
          onClick={() => {
            deactivate.reset();
            setShown(null);
          }}
        >
          {t('people.back')}
        </Button>
        <Button color="red.9" loading={deactivate.isPending} onClick={() => doIt(shown)}>
          {t('people.deactivateNow')}
        </Button>
      </Group>
    </Step>
  );

  function summaryText(): string {
    const count = shown?.preview?.changed ?? 0;
    if (count === 0) return t('people.willMoveNone');
    return t(draft.to === 'nobody' ? 'people.willFree' : 'people.willMove', counted(count, i18n.language));
  }
}
