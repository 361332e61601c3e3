import type { Customer } from '@caseload/shared/customers/customer.ts';
import { canEditEverything } from '@caseload/shared/rules/canEditCustomer.ts';
import { useState } from 'react';
import { newKey } from '../api/newKey.ts';
import { isApiError } from '../api/errors.ts';
import { isOutcomeUnknown } from '../customers/isOutcomeUnknown.ts';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { bodyOf } from './draftFaults.ts';
import { emptyDraft, type NewCustomerDraft, newCustomerDrafts, type OtherDraft } from './newCustomerDraft.ts';
import type { useCreateCustomer } from './useCreateCustomer.ts';

export type NewCustomerOptions = {
  /** Of whoever outlives the form: it may be closed while the customer is being created. */
  readonly creating: ReturnType<typeof useCreateCustomer>;
  readonly onCreated: (customer: Customer) => void;
  readonly onFailed: (name: string, error: Error) => void;
};

/**
 * What is typed into the dialog, kept until it is created or put away. An attempt whose outcome nobody knows can only be
 * repeated as it was, under its own key, also after a reload: so no press and no failure creates a second customer.
 */
export function useNewCustomer({ creating, onCreated, onFailed }: NewCustomerOptions) {
  const { employee } = useSession();
  const { timeZone } = usePlace();
  const blank = emptyDraft(canEditEverything(employee) ? '' : employee.id);
  const [drafts] = useState(() => newCustomerDrafts(window.localStorage, employee.id));
  const [kept] = useState(drafts.recall);
  const [others, setOthers] = useState(drafts.others);
  const [draft, setDraft] = useState(kept ?? blank);
  const [isKept, setKept] = useState(kept !== null);
  const isRefused = isApiError(creating.error) && !isOutcomeUnknown(creating.error);
  // A form that was closed and opened again meanwhile reads the outcome from the attempt.
  const isUnsure = draft.sentUnder !== null && !creating.isPending && !isRefused;

  function set(next: NewCustomerDraft, keep: NewCustomerDraft | null): void {
    setDraft(next);
    drafts.keep(keep);
  }

  function discard(other: OtherDraft): void {
    other.forget();
    setOthers((known) => known.filter((each) => each !== other));
  }

  function create(): void {
    if (creating.isPending) return;
    const idempotencyKey = (isUnsure ? draft.sentUnder : null) ?? newKey();
    const sent = { ...draft, sentUnder: idempotencyKey };
    set(sent, sent);
    creating.mutate(
      { body: bodyOf(draft, timeZone), idempotencyKey },
      {
        onSuccess: (customer) => {
          drafts.keep(null);
          onCreated(customer);
        },
        onError: (error) => {
          const isUnsure = isApiError(error) && isOutcomeUnknown(error);
          const after = isUnsure ? sent : { ...sent, sentUnder: null };
          set(after, after);
          onFailed(draft.name.trim(), error);
        },
      },
    );
  }

  return {
    draft,
    isKept,
    others,
    /** Whether another window's text can take the place of what is here. */
    canUseOther: JSON.stringify(draft) === JSON.stringify(blank),
    discard,
    use(other: OtherDraft) {
      creating.reset();
      set(other.draft, other.draft);
      discard(other);
    },
    isUnsure,
    isCreating: creating.isPending,
    error: creating.error,
    type: (change: Partial<NewCustomerDraft>) => {
      const typed = { ...draft, ...change, sentUnder: null };
      set(typed, typed);
    },
    create,
    startOver: () => {
      set(blank, null);
      setKept(false);
      creating.reset();
    },
  };
}
