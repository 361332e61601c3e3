import { Anchor, Modal, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useKnownSettings } from '../settings/useKnownSettings.ts';
import { KEY_GROUPS, factsOf, isKeyAction } from './keyActions.ts';
import { inUsualOrder } from './inUsualOrder.ts';
import { KeyNames } from './KeyNames.tsx';
import { useKeyRegistry } from './KeysProvider.tsx';
import './shortcutSheet.css';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Everything the keyboard can do on the page below it. */
export function ShortcutSheet({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('keys.close') }}
    >
      <Sheet onLeave={onClose} />
    </Modal>
  );
}

function Sheet({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const { singleKeys } = useKnownSettings();
  const offered = inUsualOrder(useKeyRegistry().list()).filter(({ keys }) => keys.length > 0);
  return (
    <Stack>
      {!singleKeys && <Text size="sm">{t('keys.off')}</Text>}
      {KEY_GROUPS.map((group) => {
        const lines = offered.filter(({ action }) => isKeyAction(action) && factsOf(action).group === group);
        return (
          lines.length > 0 && (
            <section key={group} aria-labelledby={`keys-${group}`}>
              <Title order={3} size="sm" className="quiet" id={`keys-${group}`}>
                {t(`keys.groups.${group}`)}
              </Title>
              <dl className="shortcut-sheet">
                {lines.map(({ action, keys, label }) => (
                  <div key={action} className="shortcut-sheet__line">
                    <dt>{label}</dt>
                    <dd>
                      <KeyNames keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        );
      })}
      <Anchor
        size="sm"
        onClick={onLeave}
        renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'keys' }} {...props} />}
      >
        {t('keys.change')}
      </Anchor>
    </Stack>
  );
}
