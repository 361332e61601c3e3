import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BackToMyWork } from '../assignedWork/BackToMyWork.tsx';
import { useBackToMyWork } from '../assignedWork/useBackToMyWork.ts';
import { useKeys } from '../keys/useKeys.ts';
import { useSession } from '../session/sessionQuery.ts';
import { DueDay } from '../ui/DueDay.tsx';
import { PriorityLabel } from '../ui/PriorityLabel.tsx';
import { StatusBadge } from '../ui/StatusBadge.tsx';
import { useCustomer } from './customerContext.ts';
import { HeaderActions } from './HeaderActions.tsx';
import { NameField } from './NameField.tsx';
import { valueText } from './fieldText.ts';

/** Who it is, how it stands, and the two or three things done most. */
export function CustomerHeader() {
  const { t } = useTranslation();
  const { customer, words } = useCustomer();
  const { statuses } = useSession().organisation;
  const goBack = useBackToMyWork();
  const isDone = statuses.find(({ key }) => key === customer.status)?.category === 'done';
  useKeys([{ action: 'customers.back', run: goBack }]);

  return (
    <header className="customer-header">
      <BackToMyWork />
      <div className="customer-header__row">
        <NameField />
        <HeaderActions />
      </div>
      <div className="customer-header__facts">
        <StatusBadge status={customer.status} statuses={statuses} />
        <PriorityLabel priority={customer.priority} />
        <span>
          {t('words.field.dueAt')}: <DueDay dueAt={customer.dueAt} isDone={isDone} />
        </span>
        <span>
          {t('words.field.assignedTo')}: {valueText(words, 'assignedTo', customer.assignedTo)}
        </span>
      </div>
      <Anchor href="#story" className="customer-header__jump">
        {t('customers.toComments')}
      </Anchor>
      {customer.archived && <p className="customer-header__note">{t('customers.archivedNote')}</p>}
    </header>
  );
}
