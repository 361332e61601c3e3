import { joinsAsSupervisor } from '@caseload/shared/rules/canSupervise.ts';
import type { Role } from '@caseload/shared/employees/employee.ts';
import { listPeople } from '@caseload/shared/people/endpoints.ts';
import { listTeams } from '@caseload/shared/teams/endpoints.ts';
import { Button, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpointQuery } from '../api/endpointQuery.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { isEmail } from './emailFault.ts';
import { IssuedLinkPanel } from './IssuedLinkPanel.tsx';
import { refusedFields } from './refusedFields.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { Step } from './Step.tsx';
import { usePeopleWrites } from './usePeopleWrites.ts';
import { EMAIL_INPUT } from '../ui/emailInput.ts';

type Props = { readonly isOpen: boolean; readonly returnTo: string; readonly onClose: () => void };

/** Invites somebody, then shows what became of their link. */
export function InviteDialog({ isOpen, returnTo, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('people.inviteTitle')} returnTo={returnTo} size="lg">
      <InviteForm onDone={onClose} />
    </Dialog>
  );
}

function InviteForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { invite } = usePeopleWrites();
  const people = useQuery(endpointQuery(listPeople, {}));
  const teams = useQuery(endpointQuery(listTeams, {}));
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('employee');
  const [teamIds, setTeamIds] = useState<string[]>([]);
  const [isChecked, setChecked] = useState(false);
  const nameBox = useRef<HTMLInputElement>(null);
  const emailBox = useRef<HTMLInputElement>(null);
  const refused = refusedFields(t, invite.error);
  useUnsaved(invite.data === undefined && name + email !== '');

  const address = email.trim().toLowerCase();
  const isTaken = people.data?.items.some((person) => person.email === address) ?? false;
  const emailFault = !isEmail(email) ? t('people.emailInvalid') : isTaken ? t('people.emailTaken') : null;
  const nameFault = name.trim() === '' ? t('people.nameMissing') : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (nameFault !== null) return nameBox.current?.focus();
    if (emailFault !== null) return emailBox.current?.focus();
    if (invite.isPending) return;
    const isSupervisor = joinsAsSupervisor({ role });
    invite.mutate({
      name: name.trim(),
      email: address,
      role,
      teams: teamIds.map((id) => ({ id, isSupervisor })),
    });
  }

  function startOver() {
    for (const set of [setName, setEmail]) set('');
    setChecked(false);
    invite.reset();
  }

  if (invite.data !== undefined)
    return (
      <Step>
        <Text fw={600}>{t('people.invited', { name: invite.data.person.name })}</Text>
        <IssuedLinkPanel {...invite.data} />
        <Group justify="flex-end">
          <Button variant="default" onClick={startOver}>
            {t('people.inviteAnother')}
          </Button>
          <Button onClick={onDone}>{t('people.done')}</Button>
        </Group>
      </Step>
    );
  const edited = (set: (text: string) => void) => (text: string) => {
    set(text);
    if (invite.isError) invite.reset();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          ref={nameBox}
          label={t('people.name')}
          data-autofocus
          maxLength={200}
          value={name}
          readOnly={invite.isPending}
          error={(isChecked && nameFault) || refused?.name}
          onChange={(event) => edited(setName)(event.currentTarget.value)}
          autoComplete="off"
        />
        <TextInput
          ref={emailBox}
          label={t('people.email')}
          {...EMAIL_INPUT}
          maxLength={254}
          value={email}
          readOnly={invite.isPending}
          error={(isChecked && emailFault) || refused?.email}
          onChange={(event) => edited(setEmail)(event.currentTarget.value)}
          autoComplete="off"
        />
        <RoleChoice value={role} onChange={setRole} readOnly={invite.isPending} />
        {(teams.data?.items.length ?? 0) > 0 && (
          <MultiSelect
            label={t('people.teams')}
            data={teams.data?.items.map((team) => ({ value: team.id, label: team.name })) ?? []}
            value={teamIds}
            onChange={setTeamIds}
            readOnly={invite.isPending}
            nothingFoundMessage={t('people.noTeamFound')}
            searchable
            hidePickedOptions
          />
        )}
        <div role="alert">{invite.isError && refused === null && <ErrorPanel error={invite.error} />}</div>
        <Group justify="flex-end">
          <Button variant="default" disabled={invite.isPending} onClick={onDone}>
            {t('people.cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('people.sendInvitation')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
