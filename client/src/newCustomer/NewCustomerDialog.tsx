import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { NewCustomerForm } from './NewCustomerForm.tsx';
import { useCreateCustomer } from './useCreateCustomer.ts';
import { useTellOutcome } from './useTellOutcome.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

export function NewCustomerDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  // Here, since the form is gone once it is closed, and the customer may still be on its way.
  const creating = useCreateCustomer();
  const { onCreated, onFailed } = useTellOutcome({ isOpen, onClose });
  const isNarrow = useMediaQuery('(max-width: 36em)', false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      fullScreen={isNarrow}
      title={t('newCustomer.title')}
      closeButtonProps={{ 'aria-label': t('newCustomer.close') }}
      // A click beside it must not look like the text is gone.
      closeOnClickOutside={false}
    >
      <NewCustomerForm creating={creating} onClose={onClose} onCreated={onCreated} onFailed={onFailed} />
    </Modal>
  );
}
