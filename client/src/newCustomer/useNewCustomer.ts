import { canEditEverything } from '@caseload/shared/rules/canEditCustomer.ts';
import { useState } from 'react';
import { newKey } from '../api/newKey.ts';
import { isApiError } from '../api/errors.ts';
import { isOutcomeUnknown } from '../customers/isOutcomeUnknown.ts';
import { useSession } from '../session/sessionQuery.ts';
import { usePlace } from '../time/place.ts';
import { bodyOf } from './draftFaults.ts';
import { emptyDraft, type NewCustomerDraft, newCustomerDrafts, type OtherDraft } from './newCustomerDraft.ts';
import { useCreateCustomer } from './useCreateCustomer.ts';

/**
 * What is typed into the dialog, kept until it is created or put away. An attempt whose outcome nobody knows can only be
 * repeated as it was, under its own key, also after a reload: so no press and no failure creates a second customer.
 */
export function useNewCustomer(onCreated: (id: string) => void) {
  const { employee } = useSession();
  const { timeZone } = usePlace();
  const blank = emptyDraft(canEditEverything(employee) ? '' : employee.id);
  const [drafts] = useState(() => newCustomerDrafts(window.localStorage, employee.id));
  const [kept] = useState(drafts.recall);
  const [others, setOthers] = useState(drafts.others);
  const [draft, setDraft] = useState(kept ?? blank);
  const [isKept, setKept] = useState(kept !== null);
  const creating = useCreateCustomer();

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
    const idempotencyKey = draft.sentUnder ?? newKey();
    const sent = { ...draft, sentUnder: idempotencyKey };
    set(sent, sent);
    creating.mutate(
      { body: bodyOf(draft, timeZone), idempotencyKey },
      {
        onSuccess: ({ id }) => {
          drafts.keep(null);
          onCreated(id);
        },
        onError: (error) => {
          const isUnsure = isApiError(error) && isOutcomeUnknown(error);
          const after = isUnsure ? sent : { ...sent, sentUnder: null };
          set(after, after);
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
      set(other.draft, other.draft);
      discard(other);
    },
    isUnsure: draft.sentUnder !== null && !creating.isPending,
    isCreating: creating.isPending,
    error: creating.error,
    type: (change: Partial<NewCustomerDraft>) => set({ ...draft, ...change }, { ...draft, ...change }),
    create,
    startOver: () => {
      set(blank, null);
      setKept(false);
      creating.reset();
    },
  };
}
