import type { Customer } from '@caseload/shared/customers/customer.ts';
import { Anchor, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

const SHOWN_MS = 15_000;

type Left = Pick<Customer, 'id' | 'name'>;

/** Says that a comment was left behind unsent with a customer, and leads back to it. */
export function tellOfUnsent({ id, name }: Left): void {
  const note = `unsent-${id}`;
  const hide = () => notifications.hide(note);
  notifications.show({
    id: note,
    color: 'yellow',
    autoClose: SHOWN_MS,
    message: <Unsent id={id} name={name} onOpen={hide} />,
  });
}

function Unsent({ id, name, onOpen }: Left & { readonly onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{t('workQueue.commentNotSent', { name })}</Text>
      <Anchor
        size="sm"
        onClick={onOpen}
        renderRoot={(props) => <Link to="/customers/$customerId" params={{ customerId: id }} {...props} />}
      >
        {t('workQueue.backToComment')}
      </Anchor>
    </>
  );
}
