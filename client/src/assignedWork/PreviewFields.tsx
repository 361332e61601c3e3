import type { Customer, CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../customers/useFieldWords.ts';
import { useSession } from '../session/sessionQuery.ts';
import { formatDayAndTime } from '../time/formatTime.ts';
import { usePlace } from '../time/place.ts';
import { DueDay } from '../ui/DueDay.tsx';
import { PriorityLabel } from '../ui/PriorityLabel.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';

type Props = {
  readonly customer: CustomerSummary;
  /** With notes; undefined while they are on their way. */
  readonly details: Customer | undefined;
};

/** The fields of a customer to be read; those without a value are left out. */
export function PreviewFields({ customer, details }: Props) {
  const { t } = useTranslation();
  const place = usePlace();
  const people = usePeople();
  const { statuses } = useSession().organisation;
  const { status, priority, dueAt, followUpAt, assignedTo, email, phone, tags } = customer;
  const isDone = statuses.find(({ key }) => key === status)?.category === 'done';
  const notes = details?.notes ?? '';
  return (
    <>
      <dl className="preview__fields">
        <Line label={t('words.field.status')}>
          <StatusBadge status={status} statuses={statuses} />
        </Line>
        <Line label={t('words.field.priority')}>
          <PriorityLabel priority={priority} />
        </Line>
        <Line label={t('words.field.dueAt')}>
          <DueDay dueAt={dueAt} isDone={isDone} />
        </Line>
        {followUpAt !== null && (
          <Line label={t('words.field.followUpAt')}>{formatDayAndTime(new Date(followUpAt), place)}</Line>
        )}
        <Line label={t('words.field.assignedTo')}>
          {assignedTo === null ? t('customers.nobody') : people.find(({ id }) => id === assignedTo)?.name}
        </Line>
        {email !== null && (
          <Line label={t('words.field.email')}>
            <a href={`mailto:${email}`}>{email}</a>
          </Line>
        )}
        {phone !== null && (
          <Line label={t('words.field.phone')}>
            <a href={`tel:${phone.replaceAll(/[^+\d]/gu, '')}`}>{phone}</a>
          </Line>
        )}
        {tags.length > 0 && <Line label={t('words.field.tags')}>{tags.join(', ')}</Line>}
      </dl>
      {notes !== '' && (
        <section aria-label={t('words.field.notes')} className="preview__notes">
          {notes}
        </section>
      )}
    </>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
