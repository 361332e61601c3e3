import type { Team } from '@caseload/shared/teams/team.ts';
import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/errors.ts';
import { usePeople } from '../customers/useFieldWords.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { MemberEditor } from './MemberEditor.tsx';
import { areSameMembers, bareMembers, rebaseMembers, type TeamMember } from './teamMembers.ts';
import { useTeamWrites } from './useTeamWrites.ts';

const NAME_MAXIMUM = 60;

type Props = {
  /** The team to change, `new` for another one, null while nothing is asked. */
  readonly team: Team | 'new' | null;
  readonly known: readonly Team[];
  readonly returnTo: string;
  readonly onClose: () => void;
};

/** The name of a team and who is in it. */
export function TeamDialog({ team, known, returnTo, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={team !== null}
      onClose={onClose}
      title={team === 'new' ? t('teams.newTitle') : t('teams.editTitle')}
      returnTo={returnTo}
      size="lg"
    >
      {team !== null && <TeamForm start={team === 'new' ? null : team} known={known} onDone={onClose} />}
    </Dialog>
  );
}

type FormProps = {
  readonly start: Team | null;
  readonly known: readonly Team[];
  readonly onDone: () => void;
};

function TeamForm({ start, known, onDone }: FormProps) {
  const { t } = useTranslation();
  const { create, update, readTeam } = useTeamWrites();
  const people = usePeople();
  const [base, setBase] = useState(start);
  const [name, setName] = useState(start?.name ?? '');
  const [members, setMembers] = useState<readonly TeamMember[]>(bareMembers(start?.members ?? []));
  const [isChecked, setChecked] = useState(false);
  const [isGone, setGone] = useState(false);
  const [isTakenIn, setTakenIn] = useState(false);
  const nameBox = useRef<HTMLInputElement>(null);
  const saving = base === null ? create : update;
  const problem = problemOf(saving.error);
  const trimmed = name.trim();
  useUnsaved(name !== (base?.name ?? '') || !areSameMembers(base?.members ?? [], members));

  function faultOfName(): string | null {
    if (isChecked && trimmed === '') return t('teams.nameMissing');
    const isRefused =
      problem?.type === 'validation' && problem.issues.some(({ pointer }) => pointer === '/name');
    const isTaken = known.some((team) => team.id !== base?.id && team.name === trimmed);
    return (isTaken && isChecked) || isRefused ? t('teams.nameTaken') : null;
  }

  /** Somebody else was quicker: their changes are taken in, mine stay, and a person looks at both before saving. */
  async function takeIn(old: Team) {
    const newest = await readTeam(old.id);
    if (newest === undefined) return setGone(true);
    // As they are by then: both may have been changed since the press.
    setName((mine) => (mine.trim() === old.name ? newest.name : mine));
    setMembers((mine) => rebaseMembers(old.members, mine, newest.members));
    setBase(newest);
    setTakenIn(true);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    const isTaken = known.some((team) => team.id !== base?.id && team.name === trimmed);
    if (trimmed === '' || isTaken) return nameBox.current?.focus();
    if (saving.isPending || isGone) return;
    setTakenIn(false);
    const wanted = bareMembers(members);
    if (base === null) return create.mutate({ name: trimmed, members: wanted }, { onSuccess: onDone });
    const patch = {
      ...(trimmed === base.name ? {} : { name: trimmed }),
      ...(areSameMembers(base.members, wanted) ? {} : { members: wanted }),
    };
    if (Object.keys(patch).length === 0) return onDone();
    update.mutate(
      { team: base, patch },
      {
        onSuccess: onDone,
        onError: (error) => {
          const type = problemOf(error)?.type;
          if (type === 'outdated' || type === 'not-found') void takeIn(base).catch(() => undefined);
        },
      },
    );
  }

  const nameOf = (id: string) =>
    [...people, ...(base?.members ?? []), ...(start?.members ?? [])].find((person) => person.id === id)
      ?.name ?? '';
  const fault = faultOfName();
  const isOutdated = problem?.type === 'outdated' || problem?.type === 'not-found';
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          ref={nameBox}
          label={t('teams.name')}
          data-autofocus
          value={name}
          readOnly={saving.isPending}
          maxLength={NAME_MAXIMUM}
          error={fault}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setChecked(false);
            if (problem?.type === 'validation') saving.reset();
          }}
        />
        <MemberEditor members={members} onChange={setMembers} nameOf={nameOf} isLocked={saving.isPending} />
        <div role="alert">
          {(isTakenIn || isGone) && (
            <Alert color="yellow">{t(isGone ? 'teams.gone' : 'teams.outdated')}</Alert>
          )}
          {saving.error !== null && fault === null && !isOutdated && <ErrorPanel error={saving.error} />}
        </div>
        <Group justify="flex-end">
          <Button variant="default" disabled={saving.isPending} onClick={onDone}>
            {t('people.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={isGone}>
            {base === null ? t('teams.create') : t('teams.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
