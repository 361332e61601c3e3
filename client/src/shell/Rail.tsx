import { Avatar, Menu, NavLink, UnstyledButton } from '@mantine/core';
import { IconInbox, IconLogout } from '@tabler/icons-react';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { useSignOut } from '../session/useSignOut.ts';

/** The places of the product; who is signed in, and where, below them. */
export function Rail({ onNavigate }: { readonly onNavigate: () => void }) {
  const { t } = useTranslation();
  const isHere = useMatchRoute();
  const { employee, organisation } = useSession();
  const signOut = useSignOut();
  return (
    <div className="rail">
      <nav aria-label={t('shell.mainMenu')} style={{ display: 'contents' }}>
        <ul className="rail__places">
          <li>
            <NavLink
              component={Link}
              to="/my-work"
              className="rail__place"
              label={t('shell.myWork')}
              leftSection={<IconInbox size={18} stroke={1.75} aria-hidden />}
              active={isHere({ to: '/my-work' }) !== false}
              onClick={onNavigate}
            />
          </li>
        </ul>
      </nav>
      <div className="rail__account">
        <Menu position="top-start" width={204}>
          <Menu.Target>
            <UnstyledButton className="rail__person">
              <Avatar name={employee.name} color="initials" size={32} aria-hidden />
              <span className="rail__names">
                <strong>{employee.name}</strong>
                <span className="quiet">{organisation.name}</span>
              </span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>
              {employee.email} · {t(`words.role.${employee.role}`)}
            </Menu.Label>
            <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
              {t('session.signOut')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  );
}
