import { Button, Group, Stack, TagsInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkEdit } from '../assignedWork/rowEdit.ts';
import { CONTENT_ID } from '../shell/focus.ts';
import { useTagSuggestions } from '../tags/useTagSuggestions.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { tagEditOf } from './tagEdit.ts';

type Props = {
  readonly count: number;
  readonly onPick: (edit: BulkEdit) => void;
  readonly onClose: () => void;
};

const TAG_LENGTH = 50;

/** Which tags the chosen customers get and lose; every other tag stays. */
export function TagsDialog({ count, onPick, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen onClose={onClose} title={t('batches.tagsTitle', { count })} returnTo={CONTENT_ID}>
      <TagsForm onPick={onPick} />
    </Dialog>
  );
}

function TagsForm({ onPick }: Pick<Props, 'onPick'>) {
  const { t } = useTranslation();
  const known = [...useTagSuggestions()];
  const [added, setAdded] = useState<string[]>([]);
  const [removed, setRemoved] = useState<string[]>([]);
  useUnsaved(added.length + removed.length > 0);

  function submit(event: FormEvent) {
    event.preventDefault();
    const label = [
      ...(added.length > 0 ? [t('batches.addTags', { tags: added.join(', ') })] : []),
      ...(removed.length > 0 ? [t('batches.removeTags', { tags: removed.join(', ') })] : []),
    ].join(' · ');
    if (label !== '') onPick(tagEditOf(label, added, removed));
  }

  const box = (label: string, value: string[], set: (tags: string[]) => void, isFirst = false) => (
    <TagsInput
      label={label}
      placeholder={value.length === 0 ? t('batches.tag') : undefined}
      data={known}
      limit={8}
      value={value}
      maxLength={TAG_LENGTH}
      acceptValueOnBlur
      openOnFocus={false}
      comboboxProps={{ withinPortal: false }}
      {...(isFirst ? { 'data-autofocus': true } : {})}
      onChange={set}
    />
  );
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {box(t('batches.tagsToAdd'), added, setAdded, true)}
        {box(t('batches.tagsToRemove'), removed, setRemoved)}
        <Group justify="flex-end">
          <Button type="submit" disabled={added.length + removed.length === 0}>
            {t('batches.setTags')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
