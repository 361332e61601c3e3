import type { Customer } from '@caseload/shared/customers/customer.ts';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';
import { CustomerNote } from '../customers/CustomerNote.tsx';
import { isOutcomeUnknown } from '../customers/isOutcomeUnknown.ts';

const SHOWN_MS = 15_000;

type Options = { readonly isOpen: boolean; readonly onClose: () => void };

/** What became of a new customer. Whoever closed the form meanwhile stays where they are, and is told. */
export function useTellOutcome({ isOpen, onClose }: Options) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isShown = useRef(isOpen);
  useEffect(() => {
    isShown.current = isOpen;
  }, [isOpen]);

  return {
    onCreated({ id, name }: Customer): void {
      if (!isShown.current) {
        const text = t('newCustomer.created', { name });
        const note = <CustomerNote customerId={id} text={text} link={t('newCustomer.open')} />;
        notifications.show({ message: note, autoClose: SHOWN_MS });
        return;
      }
      onClose();
      void navigate({ to: '/customers/$customerId', params: { customerId: id } });
    },
    onFailed(name: string, error: Error): void {
      // An open form says it itself.
      if (isShown.current) return;
      const isUnsure = isApiError(error) && isOutcomeUnknown(error);
      notifications.show({
        color: isUnsure ? 'orange' : 'red',
        title: isUnsure ? name : t('newCustomer.notCreated', { name }),
        message: isUnsure ? t('newCustomer.unsure') : errorText(t, error),
        autoClose: false,
      });
    },
  };
}
