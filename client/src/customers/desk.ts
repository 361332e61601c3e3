import { listCustomerActions } from '@caseload/shared/customerActions/endpoints.ts';
import type { QueryClient } from '@tanstack/react-query';
import { customerQuery } from '../api/customerQuery.ts';
import { putCustomer } from '../api/putCustomer.ts';
import { createQuestionDesk, type QuestionDesk } from '../conflicts/questionDesk.ts';
import type { TheirChange } from '../conflicts/rebase.ts';
import type { NewComment } from '../outbox/outboxEntry.ts';
import { newKey } from '../api/newKey.ts';
import type { Outbox, UnsentComment } from '../outbox/outbox.ts';
import { createCustomerEditing, type CustomerEditing } from './customerEditing.ts';
import { createCustomerSaver } from './customerSaver.ts';
import type { OtherTabs } from './deskTabs.ts';
import { createTypedTexts, type TypedTexts } from './deskTyped.ts';
import { customersWithDrafts, fieldDraftsPrefix } from './draftPlaces.ts';
import { createDrafts } from './drafts.ts';
import type { DraftsSync } from './draftsSync.ts';
import { waitToRetry } from './retryPause.ts';
import { sendPatch } from './sendPatch.ts';
import type { ThrottledStorage } from './throttledStorage.ts';
import { type UnsavedEdits, unsavedInStorage, unsavedOf } from './unsavedEdits.ts';

/** The comments about one customer on their way. */
export type CustomerOutbox = Pick<Outbox, 'subscribe' | 'retry' | 'takeBack'> & {
  readonly comments: () => readonly UnsentComment[];
  readonly add: (comment: NewComment) => void;
};

/** Everything one person has in hand about one customer. */
export type CustomerDesk = {
  readonly editing: CustomerEditing;
  readonly questions: QuestionDesk;
  readonly outbox: CustomerOutbox;
  readonly typed: TypedTexts;
};

/** What a save met: others changed other fields, or this person the same one in another window. */
export type Merged = {
  readonly byOthers: readonly TheirChange[];
  readonly ownElsewhere: readonly TheirChange[];
};

/** Everything one person has in hand. It lives as long as the page is loaded, whatever screen is shown. */
export type Desk = {
  readonly storage: ThrottledStorage;
  readonly outbox: Outbox;
  readonly drafts: DraftsSync;
  readonly of: (customerId: string) => CustomerDesk;
  /** Tries again what got no answer; with `isUrgent` also what is to wait a little. */
  readonly tryAgain: (isUrgent?: boolean) => Promise<void>;
  /** Calls back when a save was merged with other changes. */
  readonly onMerged: (listener: (merged: Merged) => void) => () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Of all customers, open or not; the same array until something changes. */
  readonly unsaved: () => readonly UnsavedEdits[];
  /** Another window of this browser may have settled something. */
  readonly lookAgain: () => void;
  /** Whether the session of this browser still is this person's. */
  readonly isStillMe: () => Promise<boolean>;
};

export type DeskParts = {
  readonly queryClient: QueryClient;
  readonly employeeId: string;
  readonly storage: ThrottledStorage;
  readonly outbox: Outbox;
  readonly drafts: DraftsSync;
  readonly otherTabs: OtherTabs;
  /** Whether the session of this browser still is this person's. */
  readonly isStillMe: () => Promise<boolean>;
};

export function createDesk(parts: DeskParts): Desk {
  const { queryClient, employeeId, storage, outbox } = parts;
  const desks = new Map<string, CustomerDesk>();
  const mergeListeners = new Set<(merged: Merged) => void>();
  const listeners = new Set<() => void>();
  let keptElsewhere = readKept();
  let unsaved: readonly UnsavedEdits[] = keptElsewhere;

  parts.otherTabs.listen((customer) => {
    putCustomer(queryClient, customer);
    void queryClient.invalidateQueries({ queryKey: [listCustomerActions.id, customer.id] });
  });

  function of(customerId: string): CustomerDesk {
    const known = desks.get(customerId);
    if (known !== undefined) return known;
    const desk = open(customerId);
    desks.set(customerId, desk);
    desk.editing.subscribe(lookForUnsaved);
    return desk;
  }

  function nameOf(customerId: string): string | null {
    const { queryKey } = customerQuery(customerId);
    return queryClient.getQueryData(queryKey)?.name ?? null;
  }

  /** What was typed before the page was loaded, without opening its customers. */
  function readKept(): readonly UnsavedEdits[] {
    return customersWithDrafts(storage.keys(fieldDraftsPrefix(employeeId)), employeeId).flatMap(
      (customerId) => unsavedInStorage(customerId, createDrafts(storage, { employeeId, customerId })),
    );
  }

  function lookForUnsaved(): void {
    const found = [
      ...[...desks].flatMap(([customerId, { editing }]) => unsavedOf(customerId, editing)),
      ...keptElsewhere.filter(({ customerId }) => !desks.has(customerId)),
    ];
    if (JSON.stringify(found) === JSON.stringify(unsaved)) return;
    unsaved = found;
    for (const listener of listeners) listener();
  }

  function open(customerId: string): CustomerDesk {
    const place = { employeeId, customerId };
    const { queryKey } = customerQuery(customerId);
    const questions = createQuestionDesk((typed, asked) => editing.amend(typed, asked));
    const saver = createCustomerSaver({
      me: employeeId,
      send: sendPatch,
      newKey,
      ask: questions.ask,
      onRow: (customer) => putCustomer(queryClient, customer),
      waitToRetry,
    });
    const editing = createCustomerEditing({
      saver,
      drafts: createDrafts(storage, place),
      now: () => new Date(),
      onSaved({ customer, takenOver, ownElsewhere }) {
        parts.otherTabs.tell(customer);
        void queryClient.invalidateQueries({ queryKey: [listCustomerActions.id, customerId] });
        // What is still being edited is not told as settled: it is asked about when it is saved.
        const byOthers = takenOver.filter(
          ({ field, changedBy }) => changedBy?.id !== employeeId && editing.edit(field) === null,
        );
        if (byOthers.length + ownElsewhere.length === 0) return;
        for (const listener of mergeListeners) listener({ byOthers, ownElsewhere });
      },
      onRefused: () => void queryClient.invalidateQueries({ queryKey }),
    });
    return {
      editing,
      questions,
      typed: createTypedTexts(storage, place),
      outbox: {
        subscribe: outbox.subscribe,
        comments: () => outbox.commentsOf(customerId),
        add: (comment) => outbox.add(customerId, nameOf(customerId), comment),
        retry: outbox.retry,
        takeBack: outbox.takeBack,
      },
    };
  }

  return {
    storage,
    outbox,
    drafts: parts.drafts,
    of,
    async tryAgain(isUrgent = false) {
      // Those that failed have pauses of their own.
      if (isUrgent) parts.drafts.retry();
      void outbox.resend(isUrgent);
      const lost = unsaved.filter(({ edits }) => edits.some(({ why }) => why === 'lost'));
      if (lost.length === 0 || !(await parts.isStillMe())) return;
      for (const { customerId } of lost) of(customerId).editing.retryLost();
    },
    onMerged(listener) {
      mergeListeners.add(listener);
      return () => mergeListeners.delete(listener);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unsaved: () => unsaved,
    isStillMe: parts.isStillMe,
    lookAgain() {
      for (const { editing } of desks.values()) editing.forgetSettled();
      keptElsewhere = readKept();
      lookForUnsaved();
    },
  };
}
