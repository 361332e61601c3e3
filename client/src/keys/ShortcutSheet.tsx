import { Modal, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyNames } from './KeyNames.tsx';
import { useKeyRegistry } from './KeysProvider.tsx';
import { useSingleKeys } from './singleKeys.ts';
import './shortcutSheet.css';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Every shortcut that works on the page below it. */
export function ShortcutSheet({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const registry = useKeyRegistry();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('keys.close') }}
    >
      <Stack>
        <dl className="shortcut-sheet">
          {isOpen &&
            registry.list().map(({ keys, label }) => (
              <div key={label} className="shortcut-sheet__line">
                <dt>{label}</dt>
                <dd>
                  <KeyNames keys={keys} />
                </dd>
              </div>
            ))}
        </dl>
        <Switch
          label={t('keys.on')}
          checked={singleKeys === 'on'}
          onChange={(event) => setSingleKeys(event.currentTarget.checked ? 'on' : 'off')}
        />
      </Stack>
    </Modal>
  );
}
