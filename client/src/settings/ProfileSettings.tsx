import { updateProfile } from '@caseload/shared/settings/endpoints.ts';
import { LANGUAGES } from '@caseload/shared/settings/settings.ts';
import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { problemOf } from '../api/errors.ts';
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
  const [typed, setTyped] = useState<{ readonly text: string; readonly from: string } | null>(null);
  const name = typed?.text ?? employee.name;
  const [isChecked, setChecked] = useState(false);
  useUnsaved(name.trim() !== employee.name);
  const saving = useMutation({
    mutationFn: (wanted: { readonly name: string; readonly from: string }) =>
      call(updateProfile, { body: wanted }),
    onError: async (error) => {
      if (problemOf(error)?.type !== 'outdated') return;
      // Who sees what it is by now, and saves all the same, means to replace that.
      const now = await ownDetails.readAgain();
      if (now !== undefined) setTyped((mine) => mine && { ...mine, from: now.name });
    },
    onSuccess: (saved, wanted) => {
      // What was typed while it was on its way stays.
      setTyped((now) =>
        now === null || now.text.trim() === wanted.name ? null : { ...now, from: saved.name },
      );
      ownDetails.forgetReading();
      queryClient.setQueryData(sessionQuery().queryKey, (session) =>
        session === null || session === undefined ? session : { ...session, employee: saved },
      );
      void readPeopleAgain();
    },
  });

  const isOutdated = problemOf(saving.error)?.type === 'outdated';

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (typed === null || name.trim() === '' || saving.isPending) return;
    saving.mutate({ name: name.trim(), from: typed.from });
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
            const text = event.currentTarget.value;
            setTyped((now) => ({ text, from: now?.from ?? employee.name }));
            if (!saving.isPending) saving.reset();
          }}
          error={isChecked && name.trim() === '' ? t('settings.nameMissing') : null}
        />
        <Group gap="sm">
          <Button type="submit" loading={saving.isPending} disabled={name.trim() === employee.name}>
            {t('settings.saveName')}
          </Button>
          {isOutdated ? (
            <Alert color="yellow" role="alert">
              {t('settings.nameChanged', { name: employee.name })}
            </Alert>
          ) : (
            <SaveState saving={{ ...saving, isSuccess: saving.isSuccess && name.trim() === employee.name }} />
          )}
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
