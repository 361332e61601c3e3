import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NewCustomerForm } from './NewCustomerForm.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

export function NewCustomerDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t('newCustomer.title')}
      closeButtonProps={{ 'aria-label': t('newCustomer.close') }}
      // A click beside it must not look like the text is gone.
      closeOnClickOutside={false}
    >
      <NewCustomerForm onClose={onClose} />
    </Modal>
  );
}
