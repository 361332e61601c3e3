import { ActionIcon, AppShell, Burger, Group, Tooltip } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import {
  IconKeyboard,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
} from '@tabler/icons-react';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ShortcutSheet } from '../keys/ShortcutSheet.tsx';
import { useKeys } from '../keys/useKeys.ts';
import { Wordmark } from '../ui/Wordmark.tsx';
import { ConnectionSign } from './ConnectionSign.tsx';
import { CONTENT_ID } from './focus.ts';
import { Rail } from './Rail.tsx';
import { useFocusOnArrival } from './useFocusOnArrival.ts';
import '../theme/signedInStyles.ts';
import './shell.css';

/** What surrounds every screen behind sign-in. */
export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isMenuOpen, menu] = useDisclosure(false);
  const [isSheetOpen, sheet] = useDisclosure(false);
  const [rail, setRail] = useLocalStorage<'open' | 'folded'>({
    key: 'caseload.rail',
    defaultValue: 'open',
    getInitialValueInEffect: false,
    deserialize: (text) => (text === 'folded' ? 'folded' : 'open'),
    serialize: (value) => value,
  });
  const toggleRail = () => setRail(rail === 'open' ? 'folded' : 'open');

  useFocusOnArrival();
  useKeys([
    { keys: ['g i'], label: t('keys.goToMyWork'), run: () => void navigate({ to: '/my-work' }) },
    { keys: ['['], label: t('keys.toggleRail'), run: toggleRail },
    { keys: ['?'], label: t('keys.showSheet'), run: sheet.open },
  ]);

  return (
    <AppShell
      header={{ height: 'var(--case-top)' }}
      navbar={{
        width: 220,
        breakpoint: 'sm',
        collapsed: { mobile: !isMenuOpen, desktop: rail === 'folded' },
      }}
      padding={0}
    >
      <a className="skip-link" href={`#${CONTENT_ID}`}>
        {t('shell.skip')}
      </a>
      <AppShell.Header className="shell__bar">
        <Burger
          hiddenFrom="sm"
          size="sm"
          opened={isMenuOpen}
          onClick={menu.toggle}
          aria-label={isMenuOpen ? t('shell.closeMenu') : t('shell.openMenu')}
        />
        <Tooltip label={rail === 'open' ? t('shell.fold') : t('shell.unfold')}>
          <ActionIcon
            visibleFrom="sm"
            variant="subtle"
            color="gray"
            onClick={toggleRail}
            aria-label={rail === 'open' ? t('shell.fold') : t('shell.unfold')}
          >
            {rail === 'open' ? <IconLayoutSidebarLeftCollapse /> : <IconLayoutSidebarLeftExpand />}
          </ActionIcon>
        </Tooltip>
        <Wordmark />
        <Group ml="auto" gap="sm">
          <ConnectionSign />
          <Tooltip label={t('keys.open')}>
            <ActionIcon variant="subtle" color="gray" onClick={sheet.open} aria-label={t('keys.open')}>
              <IconKeyboard />
            </ActionIcon>
          </Tooltip>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar>
        <Rail onNavigate={menu.close} />
      </AppShell.Navbar>
      <AppShell.Main id={CONTENT_ID} tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <Notifications position="bottom-right" />
      <ShortcutSheet isOpen={isSheetOpen} onClose={sheet.close} />
    </AppShell>
  );
}
