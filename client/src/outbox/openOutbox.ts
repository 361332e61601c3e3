import { listCustomerActions } from '@caseload/shared/customerActions/endpoints.ts';
import type { QueryClient } from '@tanstack/react-query';
import { waitForSignIn } from '../api/sessionExpiry.ts';
import { addAction } from '../customerActions/actionsQuery.ts';
import type { DeskOwner } from '../customers/deskOwner.ts';
import { postComment } from '../customerActions/postComment.ts';
import { newKey } from '../api/newKey.ts';
import { createTabLocks } from './oneTabOnly.ts';
import { createOutbox, type Outbox, type OutboxTabs } from './outbox.ts';
import { createOutboxJournal } from './outboxJournal.ts';
import { createOutboxStore } from './outboxStore.ts';
import type { UploadFile } from './sendEntry.ts';

type Parts = {
  readonly queryClient: QueryClient;
  readonly employeeId: string;
  readonly storage: Storage;
  readonly upload: UploadFile;
  readonly owner: DeskOwner;
};

/** The outbox of a person in this browser. It lives as long as the page is loaded. */
export function openOutbox({ queryClient, employeeId, storage, upload, owner }: Parts): Outbox {
  const now = () => new Date();
  return createOutbox({
    employeeId,
    store: createOutboxStore(createOutboxJournal(storage, now)),
    upload,
    post: postComment,
    withLock: createTabLocks(navigator.locks),
    newKey,
    now,
    owner,
    waitForSignIn,
    onPosted: (action) => addAction(queryClient, action),
    onSentElsewhere: (customerId) =>
      void queryClient.invalidateQueries({ queryKey: [listCustomerActions.id, customerId] }),
    otherTabs: openTabs(employeeId),
  });
}

function openTabs(employeeId: string): OutboxTabs {
  const channel = new BroadcastChannel(`caseload.outbox/${employeeId}`);
  return {
    tell: (sentTo) => channel.postMessage(sentTo),
    listen: (listener) =>
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
        listener(typeof data === 'string' ? data : null),
      ),
  };
}
