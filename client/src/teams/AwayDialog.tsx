import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../activity/zonedDays.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { usePlace } from '../time/place.ts';
import { useNow } from '../time/useNow.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { type AwayPerson, useSetAway } from './useSetAway.ts';

type Props = {
  /** Null while nobody is asked about. */
  readonly person: AwayPerson | null;
  readonly returnTo: string;
  readonly onClose: () => void;
};

/** Until when somebody is away. */
export function AwayDialog({ person, returnTo, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={person !== null}
      onClose={onClose}
      title={t('teams.awayTitle', { name: person?.name ?? '' })}
      returnTo={returnTo}
    >
      {person !== null && <AwayForm person={person} onDone={onClose} />}
    </Dialog>
  );
}

function AwayForm({ person, onDone }: { readonly person: AwayPerson; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { timeZone } = usePlace();
  const today = dayOf(useNow(), timeZone);
  const [typed, setTyped] = useState<string | null>(null);
  const until = typed ?? person.awayUntil ?? today;
  const [isWrong, setWrong] = useState(false);
  const set = useSetAway();
  useUnsaved(typed !== null);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (set.isPending) return;
    if (until < today) return setWrong(true);
    set.mutate({ person, until }, { onSuccess: onDone });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t('teams.awayHint')}</Text>
        <TextInput
          type="date"
          label={t('teams.awayUntilDay')}
          data-autofocus
          min={today}
          max="9999-12-31"
          value={until}
          readOnly={set.isPending}
          error={isWrong && t('teams.awayPast')}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
        />
        {set.isError && <ErrorPanel error={set.error} />}
        <Group justify="flex-end">
          {person.awayUntil !== null && (
            <Button
              variant="default"
              disabled={set.isPending}
              onClick={() => set.mutate({ person, until: null }, { onSuccess: onDone })}
            >
              {t('teams.backNow')}
            </Button>
          )}
          <Button type="submit" loading={set.isPending}>
            {t('teams.setAway')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
