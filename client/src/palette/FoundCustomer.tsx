import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../customers/useFieldWords.ts';
import { useSession } from '../session/sessionQuery.ts';
import { StatusBadge } from '../ui/StatusBadge.tsx';

/** A customer on one line: who it is, how it stands, and whose it is. */
export function FoundCustomer({ customer }: { readonly customer: CustomerSummary }) {
  const { t } = useTranslation();
  const { statuses } = useSession().organisation;
  const people = usePeople();
  const assignee = people.find(({ id }) => id === customer.assignedTo)?.name;
  return (
    <>
      <IconUser size={16} aria-hidden />
      <span className="palette__label">
        {customer.name}
        <span className="palette__contact quiet">{customer.email ?? customer.phone}</span>
      </span>
      <StatusBadge status={customer.status} statuses={statuses} />
      <span className="palette__assignee quiet">
        {customer.assignedTo === null ? t('palette.nobody') : assignee}
      </span>
    </>
  );
}
