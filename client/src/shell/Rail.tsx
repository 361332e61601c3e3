import { Avatar, Menu, NavLink, UnstyledButton } from '@mantine/core';
import { IconLogout, IconSettings } from '@tabler/icons-react';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { useSignOut } from '../session/useSignOut.ts';
import { placesOf } from './places.ts';
import { UnreadBadge } from './UnreadBadge.tsx';
import { useOffers } from '../keys/useOffers.ts';

/** The organisation, the places of the product, and who is signed in below them. */
export function Rail({ onNavigate }: { readonly onNavigate: () => void }) {
  const { t } = useTranslation();
  const isHere = useMatchRoute();
  const { employee, organisation } = useSession();
  return (
    <div className="rail">
      <p className="rail__organisation">{organisation.name}</p>
      <nav aria-label={t('shell.mainMenu')} className="rail__nav">
        <ul className="rail__places">
          {placesOf(employee).map(({ to, label, Icon }) => (
            <li key={to}>
              <NavLink
                component={Link}
                to={to}
                className="rail__place"
                label={t(label)}
                leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
                rightSection={to === '/mentions' ? <UnreadBadge /> : undefined}
                active={isHere({ to, fuzzy: true }) !== false}
                onClick={onNavigate}
              />
            </li>
          ))}
        </ul>
      </nav>
      <Account onNavigate={onNavigate} />
    </div>
  );
}

function Account({ onNavigate }: { readonly onNavigate: () => void }) {
  const { t } = useTranslation();
  const { employee, organisation } = useSession();
  const signOut = useSignOut();
  useOffers([{ id: 'session.signOut', label: t('session.signOut'), run: () => signOut.mutate() }]);
  return (
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
          <Menu.Item
            component={Link}
            to="/settings"
            leftSection={<IconSettings size={16} aria-hidden />}
            onClick={onNavigate}
          >
            {t('shell.settings')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
            {t('session.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
