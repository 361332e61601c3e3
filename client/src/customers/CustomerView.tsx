import type { Customer } from '@caseload/shared/customers/customer.ts';
import { canEditCustomer } from '@caseload/shared/rules/canEditCustomer.ts';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { ConflictDialog } from '../conflicts/ConflictDialog.tsx';
import { Composer } from '../customerActions/Composer.tsx';
import { Timeline } from '../customerActions/Timeline.tsx';
import { useReadOnOpening } from '../mentions/useReadOnOpening.ts';
import { useSession } from '../session/sessionQuery.ts';
import { QueueBar } from '../workQueue/QueueBar.tsx';
import { CustomerContext } from './customerContext.ts';
import { CustomerDetails } from './CustomerDetails.tsx';
import { CustomerHeader } from './CustomerHeader.tsx';
import { DraftsOffer } from './DraftsOffer.tsx';
import { MeanwhileBanner } from './MeanwhileBanner.tsx';
import { SaveAnnouncer } from './SaveAnnouncer.tsx';
import { wentAway } from './meanwhile.ts';
import { useDesk } from './useDesk.ts';
import { useFieldWords } from './useFieldWords.ts';
import { useMergeNotes } from './useMergeNotes.ts';
import './customerPage.css';

type Props = { readonly customer: Customer; readonly isStale: boolean };

/** Both come from the server at their own pace; the version says which is the newer. */
function newer(read: Customer, saved: Customer | null): Customer {
  return saved !== null && saved.version > read.version ? saved : read;
}

/** One customer: what is known, what happened, and room to act. */
export function CustomerView({ customer: read, isStale }: Props) {
  const { t } = useTranslation();
  const { employee } = useSession();
  const desk = useDesk();
  const words = useFieldWords();
  useMergeNotes(desk, words);
  useReadOnOpening(read.id);
  const mine = desk.of(read.id);
  useEffect(() => mine.editing.leave, [mine]);
  const customer = newer(read, useSyncExternalStore(mine.editing.subscribe, mine.editing.row));
  const canEdit = canEditCustomer(employee, customer);
  const [opened] = useState(customer);
  const isMovedMeanwhile = wentAway(opened, customer) !== null;
  const inView = useMemo(
    () => ({ customer, desk, mine, words, canEdit }),
    [customer, desk, mine, words, canEdit],
  );

  return (
    <CustomerContext value={inView}>
      <article className="customer">
        <QueueBar />
        <CustomerHeader />
        <MeanwhileBanner />
        <DraftsOffer />
        {isStale && (
          <p className="customer__stale" role="status">
            {t('customers.stale')}
          </p>
        )}
        <div className="customer__columns">
          <CustomerDetails isMovedMeanwhile={isMovedMeanwhile} />
          <section className="customer__story" id="story" aria-label={t('customerActions.heading')}>
            <Composer />
            <Timeline />
          </section>
        </div>
      </article>
      <SaveAnnouncer />
      <ConflictDialog questions={mine.questions} words={words} />
    </CustomerContext>
  );
}
