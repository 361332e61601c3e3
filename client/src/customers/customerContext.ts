import type { Customer } from '@caseload/shared/customers/customer.ts';
import { createContext, useContext } from 'react';
import type { CustomerDesk, Desk } from './desk.ts';
import type { FieldWords } from './fieldText.ts';

/** What every part of the customer page works on. */
export type CustomerInView = {
  readonly customer: Customer;
  readonly desk: Desk;
  readonly mine: CustomerDesk;
  readonly words: FieldWords;
  /** Whether the signed-in person may change this customer. */
  readonly canEdit: boolean;
};

export const CustomerContext = createContext<CustomerInView | null>(null);

export function useCustomer(): CustomerInView {
  const inView = useContext(CustomerContext);
  if (inView === null) throw new Error('useCustomer needs a CustomerContext');
  return inView;
}
