import { updateProfile } from '@caseload/shared/settings/endpoints.ts';
import { LANGUAGES } from '@caseload/shared/settings/settings.ts';
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { useReadPeopleAgain } from '../people/usePeopleWrites.ts';
import { sessionQuery, useSession } from '../session/sessionQuery.ts';
import { useOwnDetails } from '../session/useOwnDetails.ts';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { SaveState } from './SaveState.tsx';
import { TimeZoneSelect } from './TimeZoneSelect.tsx';
import { useSaveSettings } from './useSaveSettings.ts';

const NAME_MAXIMUM = 200;

export function ProfileSettings() {
  return (
    <>
      <NameForm />
      <TimeZoneSetting />
      <LanguageSetting />
    </>
  );
}

function NameForm() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const readPeopleAgain = useReadPeopleAgain();
  const { employee } = useSession();
  const ownDetails = useOwnDetails();
  // Null while nothing is typed: it says then how one is called, also since somebody else changed that.
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? employee.name;
  const [isChecked, setChecked] = useState(false);
  useUnsaved(name.trim() !== employee.name);
  const saving = useMutation({
    mutationFn: (wanted: string) => call(updateProfile, { body: { name: wanted } }),
    onSuccess: (saved, wanted) => {
      // What was typed while it was on its way stays.
      setTyped((now) => (now?.trim() === wanted ? null : now));
      ownDetails.forgetReading();
      queryClient.setQueryData(sessionQuery().queryKey, (session) =>
        session === null || session === undefined ? session : { ...session, employee: saved },
      );
      void readPeopleAgain();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (name.trim() !== '' && !saving.isPending) saving.mutate(name.trim());
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <TextInput
          label={t('settings.name')}
          description={t('settings.nameHint')}
          autoComplete="name"
          maxLength={NAME_MAXIMUM}
          value={name}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (!saving.isPending) saving.reset();
          }}
          error={isChecked && name.trim() === '' ? t('settings.nameMissing') : null}
        />
        <Group gap="sm">
          <Button type="submit" loading={saving.isPending} disabled={name.trim() === employee.name}>
            {t('settings.saveName')}
          </Button>
          <SaveState saving={{ ...saving, isSuccess: saving.isSuccess && name.trim() === employee.name }} />
        </Group>
        <TextInput
          label={t('settings.email')}
          description={t('settings.emailHint')}
          value={employee.email ?? ''}
          readOnly
        />
      </Stack>
    </form>
  );
}

function TimeZoneSetting() {
  const { timeZone } = useSession().settings;
  const saving = useSaveSettings();
  return (
    <div>
      <TimeZoneSelect value={timeZone} onChange={(wanted) => saving.mutate({ timeZone: wanted })} />
      <SaveState saving={saving} />
    </div>
  );
}

function LanguageSetting() {
  const { t } = useTranslation();
  const { language } = useSession().settings;
  const saving = useSaveSettings();
  return (
    <div>
      <Select
        label={t('settings.language')}
        data={LANGUAGES.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
        value={language}
        onChange={(chosen) => {
          const wanted = LANGUAGES.find((value) => value === chosen);
          if (wanted !== undefined) saving.mutate({ language: wanted });
        }}
        allowDeselect={false}
      />
      <SaveState saving={saving} />
    </div>
  );
}
