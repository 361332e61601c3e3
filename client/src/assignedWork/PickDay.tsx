import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';
import { useDueEdit, useSnoozeEdit } from './ChangeItems.tsx';
import type { BulkEdit } from './rowEdit.ts';
import { dayOf, morningOf, readDay, writeDay } from './changeTimes.ts';

type Props = {
  /** Null while nobody is asked. */
  readonly field: 'due' | 'snooze' | null;
  readonly onPick: (edit: BulkEdit) => void;
  readonly onClose: () => void;
};

/** Asks for a day; snoozed customers come back on its morning. */
export function PickDay({ field, onPick, onClose }: Props) {
  const { t } = useTranslation();
  // While it fades away it goes on saying what it asked for.
  const [asked, setAsked] = useState(field);
  if (field !== null && field !== asked) setAsked(field);
  return (
    <Modal
      opened={field !== null}
      onClose={onClose}
      title={asked === 'snooze' ? t('assignedWork.snoozeUntil') : t('assignedWork.dueOn')}
      size="xs"
      closeButtonProps={{ 'aria-label': t('assignedWork.close') }}
    >
      {field !== null && <DayForm field={field} onPick={onPick} />}
    </Modal>
  );
}

function DayForm({ field, onPick }: { readonly field: 'due' | 'snooze' } & Pick<Props, 'onPick'>) {
  const { t } = useTranslation();
  const { timeZone } = usePlace();
  const today = dayOf(useNow(), timeZone);
  const dueEdit = useDueEdit();
  const snoozeEdit = useSnoozeEdit();
  const [text, setText] = useState(writeDay(today));
  const [isWrong, setWrong] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    const day = readDay(text);
    const until = day === null ? null : morningOf(day, timeZone);
    const isPast = field === 'snooze' && until !== null && until.getTime() <= Date.now();
    if (day === null || until === null || isPast) return setWrong(true);
    onPick(field === 'due' ? dueEdit(day) : snoozeEdit(until));
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          type="date"
          label={t('assignedWork.day')}
          data-autofocus
          value={text}
          error={isWrong && t(field === 'snooze' ? 'assignedWork.dayNotAhead' : 'assignedWork.dayWrong')}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <Group justify="flex-end">
          <Button type="submit">{t('assignedWork.set')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
