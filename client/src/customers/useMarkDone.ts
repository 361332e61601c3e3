import { useTranslation } from 'react-i18next';
import { useSession } from '../session/sessionQuery.ts';
import { useCustomer } from './customerContext.ts';
import { useUndoableChoice } from './useUndoableChoice.ts';

export type MarkDone = {
  /** The label of the status it sets. */
  readonly status: string;
  readonly run: () => void;
};

/** Sets the first status of those that are done, with a way back; null where that may not be or has been done. */
export function useMarkDone(): MarkDone | null {
  const { t } = useTranslation();
  const { statuses } = useSession().organisation;
  const { customer, canEdit } = useCustomer();
  const choose = useUndoableChoice();
  const done = statuses.find(({ category, archived }) => category === 'done' && !archived);
  if (!canEdit || done === undefined || customer.status === done.key) return null;
  const message = t('customers.madeDone', { name: customer.name, status: done.label });
  return { status: done.label, run: () => choose('status', done.key, message) };
}
