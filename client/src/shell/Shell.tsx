import { AppShell } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeysProvider } from '../keys/KeysProvider.tsx';
import { ShortcutSheet } from '../keys/ShortcutSheet.tsx';
import { useKeys } from '../keys/useKeys.ts';
import { NewCustomerDialog } from '../newCustomer/NewCustomerDialog.tsx';
import { OfflineBar } from '../outbox/OfflineBar.tsx';
import { Palette } from '../palette/Palette.tsx';
import { useSession } from '../session/sessionQuery.ts';
import { useKnownSettings } from '../settings/useKnownSettings.ts';
import { useSettingsOffers } from '../settings/useSettingsOffers.ts';
import { UndoProvider } from '../undo/UndoProvider.tsx';
import { CONTENT_ID } from './focus.ts';
import { LeavingQuestion } from './LeavingQuestion.tsx';
import { placesOf } from './places.ts';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';
import { useFocusOnArrival } from './useFocusOnArrival.ts';
import '../theme/signedInStyles.ts';
import './shell.css';

type Dialog = 'sheet' | 'commands' | 'customers' | 'newCustomer';

/** What surrounds every screen behind sign-in. */
export function Shell() {
  const { keys, singleKeys } = useKnownSettings();
  return (
    <KeysProvider own={keys} singleKeys={singleKeys}>
      <Frame />
    </KeysProvider>
  );
}

function Frame() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const router = useRouter();
  const { employee } = useSession();
  const [isMenuOpen, menu] = useDisclosure(false);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [rail, setRail] = useLocalStorage<'open' | 'folded'>({
    key: 'caseload.rail',
    defaultValue: 'open',
    getInitialValueInEffect: false,
    deserialize: (text) => (text === 'folded' ? 'folded' : 'open'),
    serialize: (value) => value,
  });
  const toggleRail = () => setRail(rail === 'open' ? 'folded' : 'open');
  const close = () => setDialog(null);

  useFocusOnArrival();
  useSettingsOffers();
  useKeys([
    ...placesOf(employee).map(({ action, to }) => ({
      action,
      run: () => void navigate({ to }),
      // Where most people go, most of the time; a press of the link is foreseen by the pointer.
      ...(to === '/my-work' ? { foresee: () => void router.preloadRoute({ to }) } : {}),
    })),
    { action: 'palette.open', run: () => setDialog('commands') },
    { action: 'search.open', run: () => setDialog('customers') },
    { action: 'customers.new', run: () => setDialog('newCustomer') },
    { action: 'keys.sheet', run: () => setDialog('sheet') },
    { action: 'shell.foldRail', run: toggleRail },
  ]);

  return (
    <UndoProvider>
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
        <TopBar
          isMenuOpen={isMenuOpen}
          onMenu={menu.toggle}
          isRailOpen={rail === 'open'}
          onRail={toggleRail}
          onSearch={() => setDialog('customers')}
          onNewCustomer={() => setDialog('newCustomer')}
          onKeys={() => setDialog('sheet')}
        />
        <AppShell.Navbar>
          <Rail onNavigate={menu.close} />
        </AppShell.Navbar>
        <AppShell.Main id={CONTENT_ID} tabIndex={-1}>
          <Outlet />
        </AppShell.Main>
        <OfflineBar />
        <Notifications position="bottom-right" />
        <LeavingQuestion />
        <ShortcutSheet isOpen={dialog === 'sheet'} onClose={close} />
        <NewCustomerDialog isOpen={dialog === 'newCustomer'} onClose={close} />
        {(dialog === 'commands' || dialog === 'customers') && <Palette kind={dialog} onClose={close} />}
      </AppShell>
    </UndoProvider>
  );
}
