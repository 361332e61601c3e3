import type { Person } from '@caseload/shared/people/person.ts';
import { canDeactivate } from '@caseload/shared/rules/canManage.ts';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconLink, IconPencil, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';

export type PersonAction = 'edit' | 'link' | 'deactivate' | 'reactivate';

type Props = { readonly person: Person; readonly onAct: (action: PersonAction) => void };

/** What can be done with a person. */
export function PersonMenu({ person, onAct }: Props) {
  const { t } = useTranslation();
  const { employee } = useSession();
  const { id, name, state, email } = person;
  return (
    <Menu id={personMenuId(id)} position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('people.actionsOf', { name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onAct('edit')}>
          {t('people.edit')}
        </Menu.Item>
        {state !== 'inactive' && email !== null && (
          <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => onAct('link')}>
            {t(state === 'invited' ? 'people.inviteAgain' : 'people.resetPassword')}
          </Menu.Item>
        )}
        {state === 'inactive' && (
          <Menu.Item
            leftSection={<IconUserCheck size={16} aria-hidden />}
            onClick={() => onAct('reactivate')}
          >
            {t('people.reactivate')}
          </Menu.Item>
        )}
        {state !== 'inactive' && canDeactivate(employee, person) && (
          <>
            <Menu.Divider />
            <Menu.Item
              c="var(--case-danger)"
              leftSection={<IconUserOff size={16} aria-hidden />}
              onClick={() => onAct('deactivate')}
            >
              {t('people.deactivate')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The button of the menu, as Mantine calls it: where the focus goes when a dialog opened from the menu is closed. */
export const personMenuId = (id: string) => `person-${id}`;
