import type { Customer } from '@caseload/shared/customers/customer.ts';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { CustomerNote } from '../customers/CustomerNote.tsx';

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
  const text = t('workQueue.commentNotSent', { name });
  return <CustomerNote customerId={id} text={text} link={t('workQueue.backToComment')} onOpen={onOpen} />;
}
