import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';
import { Alert, Button, Group } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/errors.ts';
import { useRebasedDraft } from '../conflicts/useRebasedDraft.ts';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { rebaseStatus, type StatusDraft } from './rebaseStatus.ts';
import { StatusError } from './StatusError.tsx';
import { StatusFields } from './StatusFields.tsx';
import { isLabelTaken, keepsOpenAfter } from './statusRules.ts';
import { type StatusPatch, useStatusWrites } from './useStatusWrites.ts';

type Props = {
  readonly status: ManagedStatus;
  readonly all: readonly ManagedStatus[];
  readonly onDone: () => void;
};

/** The form for the name and the meaning of a status. Its key stays: customers and programs hang on it. */
export function EditStatus({ status, all, onDone }: Props) {
  const { t } = useTranslation();
  const { update, readStatus } = useStatusWrites();
  const offerUndo = useOfferUndo();
  const { base, draft, change, isTakenIn, onSaving, onError } = useRebasedDraft<ManagedStatus, StatusDraft>(
    status,
    { draftOf: (row) => row, rebase: rebaseStatus, readNow: ({ key }) => readStatus(key) },
  );
  const { label, category } = draft;
  const [isChecked, setChecked] = useState(false);
  const labelBox = useRef<HTMLInputElement>(null);
  useUnsaved(label !== base.label || category !== base.category);
  const fault =
    label.trim() === ''
      ? t('statuses.labelMissing')
      : isLabelTaken(all, label, base.key)
        ? t('statuses.labelTaken')
        : null;
  const isLastOpen = !keepsOpenAfter(all, base.key, { category });
  const willCount = category !== base.category && status.customerCount > 0;
  const isOutdated = problemOf(update.error)?.type === 'outdated';

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (fault !== null) return labelBox.current?.focus();
    if (isLastOpen || update.isPending) return;
    onSaving();
    const patch: StatusPatch = {
      ...(label.trim() === base.label ? {} : { label: label.trim() }),
      ...(category === base.category ? {} : { category }),
    };
    if (Object.keys(patch).length === 0) return onDone();
    // Where only its place is another, maybe since I moved it myself, there is nothing to take in.
    const isSame = status.label === base.label && status.category === base.category;
    const before = { label: base.label, category: base.category };
    update.mutate(
      { status: isSame ? status : base, patch },
      {
        onSuccess: (saved) => {
          onDone();
          offerUndo({
            message: t('statuses.changed', { label: saved.label }),
            undo: async () => void (await update.mutateAsync({ status: saved, patch: before })),
          });
        },
        onError,
      },
    );
  }

  return (
    <form className="status-form" onSubmit={onSubmit} noValidate>
      <StatusFields
        ref={labelBox}
        label={label}
        onLabel={(text) => {
          change({ label: text });
          setChecked(false);
        }}
        category={category}
        onCategory={(picked) => change({ category: picked })}
        fault={isChecked ? fault : null}
        readOnly={update.isPending}
      />
      <div role="alert">
        {status.archived && <Alert color="yellow">{t('statuses.archivedMeanwhile')}</Alert>}
        {isTakenIn && <Alert color="yellow">{t('statuses.takenIn')}</Alert>}
        {isLastOpen && <Alert color="yellow">{t('statuses.lastOpen', { label: status.label })}</Alert>}
        {willCount && !isLastOpen && (
          <Alert color="blue">{t('statuses.categoryHint', { count: status.customerCount })}</Alert>
        )}
      </div>
      {update.error !== null && !isOutdated && <StatusError error={update.error} />}
      <Group gap="xs">
        <Button type="submit" size="sm" loading={update.isPending} disabled={isLastOpen}>
          {t('people.save')}
        </Button>
        <Button size="sm" variant="default" disabled={update.isPending} onClick={onDone}>
          {t('people.cancel')}
        </Button>
      </Group>
    </form>
  );
}
