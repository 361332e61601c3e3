import { listCustomerActions } from '@caseload/shared/customerActions/endpoints.ts';
import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { getCustomer } from '@caseload/shared/customers/endpoints.ts';
import type { QueryClient } from '@tanstack/react-query';
import { endpointQuery } from '../api/endpointQuery.ts';
import { putCustomer } from '../api/putCustomer.ts';
import { createQuestionDesk, type QuestionDesk } from '../conflicts/questionDesk.ts';
import type { TheirChange } from '../conflicts/rebase.ts';
import { addAction } from '../customerActions/actionsQuery.ts';
import { createOutbox, type Outbox, UNSENT } from '../customerActions/outbox.ts';
import { postComment } from '../customerActions/postComment.ts';
import { createCustomerEditing, type CustomerEditing } from './customerEditing.ts';
import { createCustomerSaver } from './customerSaver.ts';
import { createDrafts } from './drafts.ts';
import { waitToRetry } from './retryPause.ts';
import { sendPatch } from './sendPatch.ts';
import { createThrottledStorage, type ThrottledStorage } from './throttledStorage.ts';

/** Everything one person has in hand about one customer. */
export type CustomerDesk = {
  readonly editing: CustomerEditing;
  readonly questions: QuestionDesk;
  readonly outbox: Outbox;
};

/** Everything one person has in hand. It lives as long as the page is loaded, whatever screen is shown. */
export type Desk = {
  readonly storage: ThrottledStorage;
  readonly of: (customerId: string) => CustomerDesk;
  /** Tries again what got no answer, comments of other customers included. */
  readonly tryAgain: () => void;
  /** Calls back when a save met changes of others to other fields. */
  readonly onMerged: (listener: (takenOver: readonly TheirChange[]) => void) => () => void;
};

export type DeskParts = {
  readonly queryClient: QueryClient;
  readonly employeeId: string;
  readonly storage: Storage;
  readonly onStorageFull: () => void;
};

export function createDesk({ queryClient, employeeId, storage: place, onStorageFull }: DeskParts): Desk {
  const storage = createThrottledStorage(place, onStorageFull);
  const desks = new Map<string, CustomerDesk>();
  const listeners = new Set<(takenOver: readonly TheirChange[]) => void>();

  function of(customerId: string): CustomerDesk {
    const known = desks.get(customerId);
    if (known !== undefined) return known;
    const desk = open(customerId);
    desks.set(customerId, desk);
    return desk;
  }

  function open(customerId: string): CustomerDesk {
    const questions = createQuestionDesk();
    const { queryKey } = endpointQuery(getCustomer, { params: { id: customerId } });
    const saver = createCustomerSaver({
      me: employeeId,
      send: sendPatch,
      newKey: () => crypto.randomUUID(),
      ask: questions.ask,
      onRow: (customer) => putCustomer(queryClient, customer),
      waitToRetry,
    });
    const editing = createCustomerEditing({
      saver,
      drafts: createDrafts(storage, { employeeId, customerId }),
      now: () => new Date(),
      onSaved(takenOver) {
        void queryClient.invalidateQueries({ queryKey: [listCustomerActions.id, customerId] });
        // What is still being edited is not told as settled: it is asked about when it is saved.
        const byOthers = takenOver.filter(
          ({ field, changedBy }) => changedBy?.id !== employeeId && editing.edit(field) === null,
        );
        if (byOthers.length > 0) for (const listener of listeners) listener(byOthers);
      },
      onRefused: () => void queryClient.invalidateQueries({ queryKey }),
    });
    const outbox = createOutbox({
      storage,
      employeeId,
      customerId,
      post: (body, key) => postComment(customerId, body, key),
      newKey: () => crypto.randomUUID(),
      now: () => new Date(),
      onPosted: (action: CustomerAction) => addAction(queryClient, action),
    });
    return { editing, questions, outbox };
  }

  return {
    storage,
    of,
    tryAgain() {
      const prefix = `${UNSENT}/${employeeId}/`;
      for (const key of storage.keys(prefix)) of(key.slice(prefix.length).split('/')[0] ?? '');
      for (const { editing, outbox } of desks.values()) {
        editing.retryLost();
        outbox.resend();
      }
    },
    onMerged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
