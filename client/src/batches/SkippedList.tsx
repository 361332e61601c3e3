import type { Batch } from '@caseload/shared/batches/batch.ts';
import type { SkippedCustomer } from '@caseload/shared/batches/skippedCustomer.ts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/Moment.tsx';
import { groupSkipped, type SkippedGroup } from './skipped.ts';

type Props = Pick<Batch, 'skipped' | 'state'>;

/** Each customer that stays as it is, and why. */
export function SkippedList({ skipped, state }: Props) {
  const { t } = useTranslation();
  if (skipped.length === 0) return null;
  return (
    <section className="batch__part">
      <h2>{t(`batches.left.${state}`, { count: skipped.length })}</h2>
      {groupSkipped(skipped).map((group) => (
        <Group key={group.reason} group={group} />
      ))}
    </section>
  );
}

/** A page is not for thousands of lines; more come when asked for. */
const AT_FIRST = 50;
const MORE = 500;

function Group({ group: { reason, customers } }: { readonly group: SkippedGroup }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(AT_FIRST);
  const hidden = customers.length - shown;
  return (
    <>
      <h3>{t(`batches.reasons.${reason}`, { count: customers.length })}</h3>
      <ul className="batch__skipped">
        {customers.slice(0, shown).map((customer) => (
          <li key={customer.id}>
            <Skipped customer={customer} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setShown(shown + MORE)}>
          {t('batches.showMore', { count: hidden })}
        </Button>
      )}
    </>
  );
}

function Skipped({ customer: { id, name, changedBy, changedAt } }: { readonly customer: SkippedCustomer }) {
  const { t } = useTranslation();
  return (
    <>
      {name === null ? (
        <span>{t('batches.unknownCustomer')}</span>
      ) : (
        <Link to="/customers/$customerId" params={{ customerId: id }}>
          {name}
        </Link>
      )}
      {changedBy !== null && changedAt !== null && (
        <span className="quiet">
          {t('batches.changedBy', { name: changedBy.name })} · <Moment at={changedAt} />
        </span>
      )}
    </>
  );
}
