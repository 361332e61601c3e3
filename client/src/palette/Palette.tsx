import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyNames } from '../keys/KeyNames.tsx';
import { FoundCustomer } from './FoundCustomer.tsx';
import { PaletteBox, type PaletteGroup } from './PaletteBox.tsx';
import { SearchState } from './SearchState.tsx';
import { useCommands } from './useCommands.ts';
import { useCustomerSearch } from './useCustomerSearch.ts';

export type PaletteKind = 'commands' | 'customers';

type Props = { readonly kind: PaletteKind; readonly onClose: () => void };

/** Every action of the page below, every screen, and every customer of the organisation, by typing. Open while mounted. */
export function Palette({ kind, onClose }: Props) {
  const { t } = useTranslation();
  /** What is run may need the focus where it was, or move it: so it is run once the dialog is gone. */
  function run(command: () => void) {
    onClose();
    setTimeout(command);
  }

  return (
    <Modal.Root opened onClose={onClose} size={640} yOffset="10vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <Content kind={kind} onRun={run} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Content({ kind, onRun }: { readonly kind: PaletteKind; readonly onRun: (run: () => void) => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const search = useCustomerSearch(text);
  const commands = useCommands(text);

  const found: PaletteGroup = {
    label: t('palette.customers'),
    items: (search.customers ?? []).map((customer) => ({
      id: `customer.${customer.id}`,
      content: <FoundCustomer customer={customer} />,
      run: () => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } }),
    })),
  };
  const groupOf = (label: string, list: typeof commands.actions): PaletteGroup => ({
    label,
    items: list.map(({ id, label: name, keys, run }) => ({ id, content: lineOf(name, keys), run })),
  });
  const groups =
    kind === 'customers'
      ? [found]
      : [
          groupOf(t('palette.actions'), commands.actions),
          groupOf(t('palette.screens'), commands.screens),
          found,
        ];
  const isEmpty = groups.every(({ items }) => items.length === 0);

  return (
    <PaletteBox
      text={text}
      onText={setText}
      ask={kind === 'customers' ? t('shell.search') : t('palette.ask')}
      groups={groups}
      onRun={onRun}
      footer={<SearchState text={text} search={search} isEmpty={isEmpty} isAlone={kind === 'customers'} />}
    />
  );
}

function lineOf(label: string, keys: readonly string[]): ReactNode {
  return (
    <>
      <span className="palette__label">{label}</span>
      {keys.length > 0 && (
        <span className="palette__keys">
          <KeyNames keys={keys} />
        </span>
      )}
    </>
  );
}
