import type { StatusCategory } from '@caseload/shared/organisations/organisation.ts';
import type { ManagedStatus } from '@caseload/shared/statuses/endpoints.ts';
import { Button, Group } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { isLabelTaken } from './statusRules.ts';
import { StatusError } from './StatusError.tsx';
import { StatusFields } from './StatusFields.tsx';
import { useStatusWrites } from './useStatusWrites.ts';

type Props = { readonly known: readonly ManagedStatus[]; readonly onDone: () => void };

/** The form for a new status; it stands behind the others. */
export function AddStatus({ known, onDone }: Props) {
  const { t } = useTranslation();
  const { create } = useStatusWrites();
  const [label, setLabel] = useState('');
  const [category, setCategory] = useState<StatusCategory>('open');
  const [isChecked, setChecked] = useState(false);
  const labelBox = useRef<HTMLInputElement>(null);
  useUnsaved(label !== '');
  const fault =
    label.trim() === ''
      ? t('statuses.labelMissing')
      : isLabelTaken(known, label, null)
        ? t('statuses.labelTaken')
        : null;

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (fault !== null) return labelBox.current?.focus();
    if (!create.isPending) create.mutate({ label: label.trim(), category }, { onSuccess: onDone });
  }

  return (
    <form className="status-form status-form--alone" onSubmit={onSubmit} noValidate>
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
        readOnly={create.isPending}
      />
      {create.error !== null && <StatusError error={create.error} />}
      <Group gap="xs">
        <Button type="submit" size="sm" loading={create.isPending}>
          {t('statuses.create')}
        </Button>
        <Button size="sm" variant="default" disabled={create.isPending} onClick={onDone}>
          {t('people.cancel')}
        </Button>
      </Group>
    </form>
  );
}
