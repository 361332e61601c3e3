import type { Customer } from '@caseload/shared/customers/customer.ts';
import { Anchor, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../api/errors.ts';
import { errorText } from '../api/errorText.ts';
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
        notifications.show({ message: <Created id={id} name={name} />, autoClose: SHOWN_MS });
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

function Created({ id, name }: Pick<Customer, 'id' | 'name'>) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{t('newCustomer.created', { name })}</Text>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/customers/$customerId" params={{ customerId: id }} {...props} />}
      >
        {t('newCustomer.open')}
      </Anchor>
    </>
  );
}
