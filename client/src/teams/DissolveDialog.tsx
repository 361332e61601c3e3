import type { Team } from '@caseload/shared/teams/team.ts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { useOfferUndo } from '../undo/useOfferUndo.ts';
import { bareMembers } from './teamMembers.ts';
import { useTeamWrites } from './useTeamWrites.ts';

type Props = {
  /** Null while nothing is asked. */
  readonly team: Team | null;
  readonly returnTo: string;
  readonly onClose: () => void;
};

/** Asks before a team is dissolved; afterwards it can be founded again as it was. */
export function DissolveDialog({ team, returnTo, onClose }: Props) {
  const { t } = useTranslation();
  const offerUndo = useOfferUndo();
  const { create, remove } = useTeamWrites();

  function dissolve(gone: Team) {
    if (remove.isPending) return;
    remove.mutate(gone, {
      onSuccess: () => {
        onClose();
        offerUndo({
          message: t('teams.dissolved', { name: gone.name }),
          undo: async () =>
            void (await create.mutateAsync({ name: gone.name, members: bareMembers(gone.members) })),
        });
      },
    });
  }

  return (
    <Dialog
      isOpen={team !== null}
      onClose={onClose}
      title={t('teams.dissolveTitle', { name: team?.name ?? '' })}
      returnTo={returnTo}
    >
      {team !== null && (
        <Stack>
          <Text>{t('teams.dissolveText', { count: team.members.length })}</Text>
          {remove.isError && <ErrorPanel error={remove.error} />}
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={onClose}>
              {t('people.cancel')}
            </Button>
            <Button color="red.9" loading={remove.isPending} onClick={() => dissolve(team)}>
              {t('teams.dissolve')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
