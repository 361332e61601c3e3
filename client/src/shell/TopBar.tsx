import { canImport } from '@caseload/shared/rules/canImport.ts';
import { ActionIcon, AppShell, Burger, Button, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAt,
  IconKeyboard,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { KeyNames } from '../keys/KeyNames.tsx';
import { useKeysOf } from '../keys/useKeysOf.ts';
import { useSession } from '../session/sessionQuery.ts';
import { optionalPart } from '../app/optionalPart.tsx';
import { Wordmark } from '../ui/Wordmark.tsx';
import { LimitSign } from './LimitSign.tsx';
import { UnreadBadge } from './UnreadBadge.tsx';

const ImportSign = optionalPart('ImportSign', () =>
  import('../imports/ImportSign.tsx').then((loaded) => loaded.ImportSign),
);

type Props = {
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
  readonly isRailOpen: boolean;
  readonly onRail: () => void;
  readonly onSearch: () => void;
  readonly onNewCustomer: () => void;
  readonly onKeys: () => void;
};

/** What is at hand on every screen: search, a new customer, and how things stand with the server. */
export function TopBar({ isMenuOpen, onMenu, isRailOpen, onRail, onSearch, onNewCustomer, onKeys }: Props) {
  const { t } = useTranslation();
  const { employee } = useSession();
  const railText = isRailOpen ? t('shell.fold') : t('shell.unfold');
  return (
    <AppShell.Header className="shell__bar">
      <Burger
        hiddenFrom="sm"
        size="sm"
        opened={isMenuOpen}
        onClick={onMenu}
        aria-label={isMenuOpen ? t('shell.closeMenu') : t('shell.openMenu')}
      />
      <Tooltip label={railText}>
        <ActionIcon visibleFrom="sm" variant="subtle" color="gray" onClick={onRail} aria-label={railText}>
          {isRailOpen ? <IconLayoutSidebarLeftCollapse /> : <IconLayoutSidebarLeftExpand />}
        </ActionIcon>
      </Tooltip>
      <span className="shell__mark">
        <Wordmark />
      </span>
      <SearchButton onSearch={onSearch} />
      <div className="shell__right">
        <LimitSign />
        {canImport(employee) && <ImportSign />}
        <ActionIcon
          hiddenFrom="sm"
          variant="subtle"
          color="gray"
          size="lg"
          renderRoot={(props) => <Link to="/mentions" {...props} />}
          aria-label={t('shell.mentions')}
          className="shell__mentions"
        >
          <IconAt />
          <UnreadBadge />
        </ActionIcon>
        <Button
          visibleFrom="sm"
          size="xs"
          variant="light"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={onNewCustomer}
        >
          {t('shell.newCustomer')}
        </Button>
        <ActionIcon
          hiddenFrom="sm"
          size="lg"
          variant="light"
          onClick={onNewCustomer}
          aria-label={t('shell.newCustomer')}
        >
          <IconPlus />
        </ActionIcon>
        <Tooltip label={t('keys.open')}>
          <ActionIcon
            visibleFrom="sm"
            variant="subtle"
            color="gray"
            onClick={onKeys}
            aria-label={t('keys.open')}
          >
            <IconKeyboard />
          </ActionIcon>
        </Tooltip>
      </div>
    </AppShell.Header>
  );
}

/** Looks like the field it opens, so that it is found where people look for one. */
function SearchButton({ onSearch }: { readonly onSearch: () => void }) {
  const { t } = useTranslation();
  const keys = useKeysOf('search.open').slice(0, 1);
  return (
    <UnstyledButton className="shell__search" onClick={onSearch} aria-label={t('shell.search')}>
      <IconSearch size={16} aria-hidden />
      <span className="shell__search-text">{t('shell.search')}</span>
      {keys.length > 0 && (
        <span className="shell__search-key">
          <KeyNames keys={keys} />
        </span>
      )}
    </UnstyledButton>
  );
}
