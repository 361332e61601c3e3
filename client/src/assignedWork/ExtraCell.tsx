import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../customers/useFieldWords.ts';
import { DueDay } from '../ui/DueDay.tsx';
import type { ExtraColumn } from './columns.ts';

type Props = { readonly column: ExtraColumn; readonly customer: CustomerSummary };

/** What this list needs to tell besides. */
export function ExtraCell({ column, customer }: Props) {
  return (
    <div role="gridcell" className={`customer-table__extra customer-table__${column}`}>
      {column === 'contact' && <Contact customer={customer} />}
      {column === 'assignedTo' && <Assignee id={customer.assignedTo} />}
      {column === 'followUpAt' && <DueDay dueAt={customer.followUpAt} isDone />}
    </div>
  );
}

function Contact({ customer: { email, phone } }: { readonly customer: CustomerSummary }) {
  const { t } = useTranslation();
  if (email === null && phone === null) return <span className="quiet">{t('assignedWork.noContact')}</span>;
  return (
    <>
      {email !== null && <span title={email}>{email}</span>}
      {phone !== null && <span>{phone}</span>}
    </>
  );
}

function Assignee({ id }: { readonly id: string | null }) {
  const { t } = useTranslation();
  const people = usePeople();
  if (id === null) return <span className="quiet">{t('customers.nobody')}</span>;
  return <span>{people.find((person) => person.id === id)?.name ?? ''}</span>;
}
