import type { Person } from '@caseload/shared/people/person.ts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { IssuedLinkPanel } from './IssuedLinkPanel.tsx';
import { Step } from './Step.tsx';
import { usePeopleWrites } from './usePeopleWrites.ts';

type Props = {
  /** Null while nobody is asked about. */
  readonly person: Person | null;
  readonly returnTo: string;
  readonly onClose: () => void;
};

/** Makes a new one-time link: another invitation, or the way to another password. */
export function LinkDialog({ person, returnTo, onClose }: Props) {
  const { t } = useTranslation();
  const name = person?.name ?? '';
  return (
    <Dialog
      isOpen={person !== null}
      onClose={onClose}
      title={t(person?.state === 'invited' ? 'people.inviteAgainTitle' : 'people.resetTitle', { name })}
      returnTo={returnTo}
      size="lg"
    >
      {person !== null && <LinkForm person={person} onDone={onClose} />}
    </Dialog>
  );
}

function LinkForm({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { sendLink } = usePeopleWrites();
  if (sendLink.data !== undefined)
    return (
      <Step>
        <IssuedLinkPanel {...sendLink.data} />
        <Group justify="flex-end">
          <Button onClick={onDone}>{t('people.done')}</Button>
        </Group>
      </Step>
    );
  return (
    <Stack>
      <Text>{t(person.state === 'invited' ? 'people.inviteAgainText' : 'people.resetText')}</Text>
      <div role="alert">{sendLink.isError && <ErrorPanel error={sendLink.error} />}</div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('people.cancel')}
        </Button>
        <Button
          data-autofocus
          loading={sendLink.isPending}
          onClick={() => {
            if (!sendLink.isPending) sendLink.mutate(person);
          }}
        >
          {t('people.makeLink')}
        </Button>
      </Group>
    </Stack>
  );
}
