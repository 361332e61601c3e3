import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';
import { Alert, Button, Group } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
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
  const { update } = useStatusWrites();
  const offerUndo = useOfferUndo();
  const [label, setLabel] = useState(status.label);
  const [category, setCategory] = useState(status.category);
  const [isChecked, setChecked] = useState(false);
  const labelBox = useRef<HTMLInputElement>(null);
  const fault =
    label.trim() === ''
      ? t('statuses.labelMissing')
      : isLabelTaken(all, label, status.key)
        ? t('statuses.labelTaken')
        : null;
  const isLastOpen = !keepsOpenAfter(all, status.key, { category });
  const willCount = category !== status.category && status.customerCount > 0;

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (fault !== null) return labelBox.current?.focus();
    if (isLastOpen || update.isPending) return;
    const patch: StatusPatch = {
      ...(label.trim() === status.label ? {} : { label: label.trim() }),
      ...(category === status.category ? {} : { category }),
    };
    if (Object.keys(patch).length === 0) return onDone();
    const before = { label: status.label, category: status.category };
    // `status` is the list's newest, so that a second try after "somebody else was quicker" is against that.
    update.mutate(
      { status, patch },
      {
        onSuccess: (saved) => {
          onDone();
          offerUndo({
            message: t('statuses.changed', { label: saved.label }),
            undo: async () => void (await update.mutateAsync({ status: saved, patch: before })),
          });
        },
      },
    );
  }

  return (
    <form className="status-form" onSubmit={onSubmit} noValidate>
      <StatusFields
        ref={labelBox}
        label={label}
        onLabel={(text) => {
          setLabel(text);
          setChecked(false);
        }}
        category={category}
        onCategory={setCategory}
        fault={isChecked ? fault : null}
      />
      <div role="alert">
        {isLastOpen && <Alert color="yellow">{t('statuses.lastOpen', { label: status.label })}</Alert>}
        {willCount && !isLastOpen && (
          <Alert color="blue">{t('statuses.categoryHint', { count: status.customerCount })}</Alert>
        )}
      </div>
      {update.error !== null && <StatusError error={update.error} />}
      <Group gap="xs">
        <Button type="submit" size="sm" loading={update.isPending} disabled={isLastOpen}>
          {t('people.save')}
        </Button>
        <Button size="sm" variant="default" onClick={onDone}>
          {t('people.cancel')}
        </Button>
      </Group>
    </form>
  );
}
