import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import { z } from 'zod';
import { createThrottledStorage } from '../customers/throttledStorage.ts';

const draft = z.object({
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  priority: z.enum(PRIORITIES),
  /** As `<input type="datetime-local">` holds it. */
  due: z.string(),
  /** An id, or empty for nobody. */
  assignee: z.string(),
  notes: z.string(),
  /** The key of an attempt that may have created the customer: only it may be repeated, and unchanged. */
  sentUnder: z.string().nullable(),
});
/** What is typed into the dialog, exactly as it is typed. */
export type NewCustomerDraft = z.output<typeof draft>;

export function emptyDraft(assignee: string): NewCustomerDraft {
  return {
    name: '',
    email: '',
    phone: '',
    priority: 'normal',
    due: '',
    assignee,
    notes: '',
    sentUnder: null,
  };
}

/** What a person typed in this browser and did not create yet; each window goes on with its own. */
export type NewCustomerDrafts = {
  readonly recall: () => NewCustomerDraft | null;
  /** Null forgets it. A browser that keeps nothing still has it on the page. */
  readonly keep: (typed: NewCustomerDraft | null) => void;
  /** What other windows typed at the same time. */
  readonly others: () => readonly OtherDraft[];
};

export type OtherDraft = { readonly draft: NewCustomerDraft; readonly forget: () => void };

export function newCustomerDrafts(place: Storage, employeeId: string): NewCustomerDrafts {
  const key = `caseload.newCustomer.${employeeId}`;
  const storage = createThrottledStorage({ storage: place, onFull: () => undefined });
  return {
    recall: () => draft.safeParse(storage.read(key)).data ?? null,
    keep(typed) {
      if (typed === null) return storage.remove(key);
      storage.write(key, typed);
      storage.flush();
    },
    others: () =>
      storage.putAside(key).flatMap(({ value, forget }): OtherDraft[] => {
        const { data } = draft.safeParse(value);
        return data === undefined ? [] : [{ draft: data, forget }];
      }),
  };
}
