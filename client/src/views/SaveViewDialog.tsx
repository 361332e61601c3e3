import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { canEditEverything } from '@caseload/shared/rules/canEditCustomer.ts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useUnsaved } from '../ui/useUnsaved.ts';

export type ViewName = { readonly name: string; readonly shared: boolean };

type Props = {
  readonly title: string;
  /** What the view is called so far; null while nobody is asked. */
  readonly start: ViewName | null;
  readonly error: unknown;
  readonly isSaving: boolean;
  readonly returnTo: string;
  readonly onSave: (name: ViewName) => void;
  readonly onClose: () => void;
};

const NAME_MAXIMUM = 60;

/** Asks for a view's name, and supervisors for whom it is. */
export function SaveViewDialog({ title, start, returnTo, onClose, ...form }: Props) {
  return (
    <Dialog isOpen={start !== null} onClose={onClose} title={title} returnTo={returnTo}>
      {start !== null && <NameForm start={start} {...form} />}
    </Dialog>
  );
}

function NameForm({
  start,
  error,
  isSaving,
  onSave,
}: Omit<Props, 'title' | 'onClose' | 'start' | 'returnTo'> & { readonly start: ViewName }) {
  const { t } = useTranslation();
  const { employee, organisation } = useSession();
  const [name, setName] = useState(start.name);
  const [shared, setShared] = useState(start.shared);
  useUnsaved(name !== start.name || shared !== start.shared);

  function submit(event: FormEvent) {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed !== '') onSave({ name: trimmed, shared });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('views.name')}
          value={name}
          maxLength={NAME_MAXIMUM}
          readOnly={isSaving}
          data-autofocus
          required
          withAsterisk={false}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {canEditEverything(employee) && (
          <Checkbox
            label={t('views.share', { organisation: organisation.name })}
            checked={shared}
            disabled={isSaving}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        {error !== null && <ErrorPanel error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={isSaving}>
            {t('views.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
