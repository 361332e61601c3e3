import type { QueryClient } from '@tanstack/react-query';
import { uploadFile } from '../attachments/upload.ts';
import { openOutbox } from '../outbox/openOutbox.ts';
import { isSignedInAs } from '../outbox/isSignedInAs.ts';
import type { UploadFile } from '../outbox/sendEntry.ts';
import { listenToOtherTabs } from '../session/otherTabs.ts';
import { createDesk, type Desk } from './desk.ts';
import { deviceOf } from './deskDevice.ts';
import { watchOwner } from './deskOwner.ts';
import { openOtherTabs } from './deskTabs.ts';
import { draftKeyOf, type DraftPlace, draftPlaceOf, draftPrefixes } from './draftPlaces.ts';
import { contentOf, textOf } from './drafts.ts';
import { forgetDraft, keepDraft } from './draftsOnServer.ts';
import { createDraftsSync } from './draftsSync.ts';
import { createThrottledStorage } from './throttledStorage.ts';

type Parts = {
  readonly queryClient: QueryClient;
  readonly employeeId: string;
  readonly onStorageFull: () => void;
};

/** The desk of a person in this browser, with everything a browser has to keep things in. */
export function openDeskOfBrowser({ queryClient, employeeId, onStorageFull }: Parts): Desk {
  const place = window.localStorage;
  const device = deviceOf(place);
  const owner = watchOwner({ employeeId, listen: listenToOtherTabs, ask: isSignedInAs });
  const storage = createThrottledStorage({
    storage: place,
    onFull: onStorageFull,
    isTyped: (key) => draftPlaceOf(key, employeeId) !== null,
    onChange(key, value) {
      const draft = draftPlaceOf(key, employeeId);
      if (draft !== null) drafts.note(draft, value);
    },
  });
  const endedKey = ({ customerId, kind }: DraftPlace) => `caseload.ended/${employeeId}/${customerId}/${kind}`;
  const drafts = createDraftsSync({
    async save(draft, { value, typedAt }, isLeaving) {
      const content = contentOf(value);
      return content === null ? 'never' : keepDraft(draft, { device, content, typedAt }, isLeaving);
    },
    drop: (draft, isLeaving) => forgetDraft(draft, device, isLeaving),
    here: (customerId) =>
      draftPrefixes({ employeeId, customerId })
        .flatMap(storage.keys)
        .flatMap((key) => {
          const draft = draftPlaceOf(key, employeeId);
          return draft === null ? [] : [{ ...draft, value: storage.peek(key) }];
        }),
    isSame: (value, draft) => textOf({ content: contentOf(value) ?? {} }) === textOf(draft),
    ended: {
      has: (draft) =>
        storage.peek(endedKey(draft)) === true && storage.peek(draftKeyOf(employeeId, draft)) === null,
      set: (draft, is) => (is ? storage.write(endedKey(draft), true) : storage.remove(endedKey(draft))),
    },
    owner,
    now: Date.now,
  });
  // Not asking for a sign-in: the customer's other comments, of all tabs, would wait for it.
  const upload: UploadFile = (customerId, file) => uploadFile(customerId, file, { whenSignedOut: 'throw' });
  return createDesk({
    queryClient,
    employeeId,
    storage,
    outbox: openOutbox({ queryClient, employeeId, storage: place, upload, owner }),
    drafts,
    otherTabs: openOtherTabs(employeeId),
    isStillMe: owner.isStillMe,
  });
}
