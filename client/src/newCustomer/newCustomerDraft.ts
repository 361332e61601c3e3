import { PRIORITIES } from '@caseload/shared/customers/customer.ts';
import { z } from 'zod';

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

const keyOf = (employeeId: string) => `caseload.newCustomer.${employeeId}`;

/** What the person had typed and not yet created in this browser. */
export function recallDraft(employeeId: string): NewCustomerDraft | null {
  try {
    const kept = localStorage.getItem(keyOf(employeeId));
    return kept === null ? null : (draft.safeParse(JSON.parse(kept)).data ?? null);
  } catch {
    return null;
  }
}

/** Null forgets it. A browser that keeps nothing still has it on the page. */
export function keepDraft(employeeId: string, typed: NewCustomerDraft | null): void {
  try {
    if (typed === null) localStorage.removeItem(keyOf(employeeId));
    else localStorage.setItem(keyOf(employeeId), JSON.stringify(typed));
  } catch {
    // Full or forbidden: what is typed stays on the page as long as it is open.
  }
}
