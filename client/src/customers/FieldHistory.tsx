import { ActionIcon, Modal } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EarlierValues } from './EarlierValues.tsx';
import './fieldHistory.css';
import { useOffers } from '../keys/useOffers.ts';

type Props = { readonly name: string; readonly label: string };

/** The button beside a field's label that shows what the field was before. */
export function FieldHistory({ name, label }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const title = t('customers.historyOf', { field: label });
  useOffers([{ id: `customers.history.${name}`, label: title, run: () => setOpen(true) }]);
  return (
    <>
      <ActionIcon
        className="field-history"
        variant="subtle"
        color="gray"
        size={24}
        aria-label={title}
        title={title}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <IconHistory size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        closeButtonProps={{ 'aria-label': t('customers.close') }}
      >
        {isOpen && <EarlierValues name={name} label={label} onDone={() => setOpen(false)} />}
      </Modal>
    </>
  );
}
