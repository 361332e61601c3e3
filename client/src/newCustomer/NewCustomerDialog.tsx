import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { NewCustomerForm } from './NewCustomerForm.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

export function NewCustomerDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
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
      <NewCustomerForm onClose={onClose} />
    </Modal>
  );
}
