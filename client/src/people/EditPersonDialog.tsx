import type { Person } from '@caseload/shared/people/person.ts';
import { isOnlyAdmin } from '@caseload/shared/rules/keepsAdmin.ts';
import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/errors.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useUnsaved } from '../ui/useUnsaved.ts';
import { isEmail } from './emailFault.ts';
import { draftOf, patchOf, type PersonDraft, rebasePerson } from './rebasePerson.ts';
import { refusedFields } from './refusedFields.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { usePeopleWrites } from './usePeopleWrites.ts';
import { EMAIL_INPUT } from '../ui/emailInput.ts';

type Props = {
  /** Null while nobody is asked about. */
  readonly person: Person | null;
  readonly everybody: readonly Person[];
  readonly returnTo: string;
  readonly onClose: () => void;
};

/** Changes name, e-mail address and role. */
export function EditPersonDialog({ person, everybody, returnTo, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={person !== null}
      onClose={onClose}
      title={t('people.editTitle', { name: person?.name ?? '' })}
      returnTo={returnTo}
      size="lg"
    >
      {person !== null && <EditForm start={person} everybody={everybody} onDone={onClose} />}
    </Dialog>
  );
}

type FormProps = Pick<Props, 'everybody'> & { readonly start: Person; readonly onDone: () => void };

function EditForm({ start, everybody, onDone }: FormProps) {
  const { t } = useTranslation();
  const offerUndo = useOfferUndo();
  const { update, readPerson } = usePeopleWrites();
  const [base, setBase] = useState(start);
  const [draft, setDraft] = useState(draftOf(start));
  const [isChecked, setChecked] = useState(false);
  const [isTakenIn, setTakenIn] = useState(false);
  const nameBox = useRef<HTMLInputElement>(null);
  const emailBox = useRef<HTMLInputElement>(null);
  const refused = refusedFields(t, update.error);
  const problem = problemOf(update.error);
  useUnsaved(Object.keys(patchOf(draftOf(base), draft)).length > 0);

  const nameFault = draft.name.trim() === '' ? t('people.nameMissing') : null;
  const emailFault = faultOfEmail();
  const isLastAdmin = isOnlyAdmin(everybody, base);

  function faultOfEmail(): string | null {
    const email = draft.email.trim().toLowerCase();
    // Who only exists since an import named them may go on without one.
    if (email === '' && base.email === null) return null;
    if (!isEmail(email)) return t('people.emailInvalid');
    const isTaken = everybody.some((person) => person.id !== base.id && person.email === email);
    return isTaken ? t('people.emailTaken') : null;
  }

  function change(part: Partial<PersonDraft>) {
    setDraft({ ...draft, ...part });
    if (update.isError) update.reset();
  }

  /** Somebody else was quicker: what they changed is taken in, and a person looks at it before saving again. */
  async function takeIn() {
    const newest = await readPerson(base.id);
    if (newest === undefined) return;
    setDraft((mine) => rebasePerson(draftOf(base), mine, draftOf(newest)));
    setBase(newest);
    setTakenIn(true);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (nameFault !== null) return nameBox.current?.focus();
    if (emailFault !== null) return emailBox.current?.focus();
    if (update.isPending) return;
    setTakenIn(false);
    const before = draftOf(base);
    const patch = patchOf(before, draft);
    if (Object.keys(patch).length === 0) return onDone();
    update.mutate(
      { person: base, patch },
      {
        onSuccess: (saved) => {
          onDone();
          const back = patchOf(draftOf(saved), before);
          // An address that was missing cannot be taken away again.
          if (Object.keys(back).length === 0 || back.email === '') return;
          offerUndo({
            message: t('people.changed', { name: saved.name }),
            undo: async () => void (await update.mutateAsync({ person: saved, patch: back })),
          });
        },
        onError: (error) => {
          if (problemOf(error)?.type === 'outdated') void takeIn().catch(() => undefined);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          ref={nameBox}
          label={t('people.name')}
          data-autofocus
          maxLength={200}
          value={draft.name}
          readOnly={update.isPending}
          error={(isChecked && nameFault) || refused?.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          autoComplete="off"
        />
        <TextInput
          ref={emailBox}
          label={t('people.email')}
          description={base.link === null ? undefined : t('people.emailVoidsLink')}
          {...EMAIL_INPUT}
          maxLength={254}
          value={draft.email}
          readOnly={update.isPending}
          error={(isChecked && emailFault) || refused?.email}
          onChange={(event) => change({ email: event.currentTarget.value })}
          autoComplete="off"
        />
        <RoleChoice
          value={draft.role}
          onChange={(role) => change({ role })}
          readOnly={update.isPending}
          locked={isLastAdmin ? t('people.lastAdmin') : undefined}
        />
        <div role="alert">
          {isTakenIn && <Alert color="yellow">{t('people.outdated')}</Alert>}
          {refused?.role !== undefined && <Alert color="yellow">{t('people.lastAdmin')}</Alert>}
          {update.isError && refused === null && problem?.type !== 'outdated' && (
            <ErrorPanel error={update.error} />
          )}
        </div>
        <Group justify="flex-end">
          <Button variant="default" disabled={update.isPending} onClick={onDone}>
            {t('people.cancel')}
          </Button>
          <Button type="submit" loading={update.isPending}>
            {t('people.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
