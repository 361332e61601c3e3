import type { CustomerSummary } from '@caseload/shared/customers/customer.ts';
import type { BulkChange } from '../batches/batchDraft.ts';
import type { CustomerChange } from '../conflicts/customerChange.ts';

/** A change to make to one customer or to many; what it sets may depend on the customer. */
export type RowEdit = {
  /** What it sets, in words: `Status: Closed`. */
  readonly label: string;
  readonly make: (row: CustomerSummary) => CustomerChange;
};

/** A change that many customers can be given in one step, where it is the same for each. */
export type BulkEdit = RowEdit & { readonly changes: BulkChange };
