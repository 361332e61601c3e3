import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { ProblemError, problemOf } from '../api/errors.ts';
import type { DeskOwner } from '../customers/deskOwner.ts';
import type { WithLock } from './oneTabOnly.ts';
import type { NewComment, OutboxEntry, OutboxFile } from './outboxEntry.ts';
import type { OutboxStore } from './outboxStore.ts';
import { type PostComment, sendEntry, type Sent, type UploadFile } from './sendEntry.ts';

/** Milliseconds in which a person who pressed a key here cannot have changed into another one. */
const FRESH_MS = 10_000;

/** A comment that the server has not acknowledged, and how it stands. */
export type UnsentComment = Pick<
  OutboxEntry,
  'key' | 'customerId' | 'customerName' | 'body' | 'files' | 'writtenAt'
> & {
  readonly phase: 'sending' | 'waiting' | 'refused';
  readonly error: Error | null;
  /** Whether its text may still change; not once it may have arrived. */
  readonly canEdit: boolean;
  /** Whether it would be lost with this page. */
  readonly isOnlyHere: boolean;
};

/** The comments of one person on their way, of all customers. */
export type Outbox = {
  readonly subscribe: (listener: () => void) => () => void;
  /** In the order they were written; the same array until something changes. */
  readonly comments: () => readonly UnsentComment[];
  /** Those of one customer, likewise. */
  readonly commentsOf: (customerId: string) => readonly UnsentComment[];
  /** Keeps the comment before it returns, and sends it once. */
  readonly add: (customerId: string, customerName: string | null, comment: NewComment) => void;
  /** Sends again; what was refused under a new operation id, since nothing came of the old one. */
  readonly retry: (key: string) => Promise<void>;
  /** Takes a comment out of the box that is not being sent and has not been, and gives it back. */
  readonly takeBack: (key: string) => Promise<NewComment | null>;
  /** Sends what waits, as far as its waiting time is over; with `isUrgent` whatever the waiting time. */
  readonly resend: (isUrgent?: boolean) => Promise<void>;
};

export type OutboxParts = {
  readonly employeeId: string;
  readonly store: OutboxStore;
  readonly upload: UploadFile;
  readonly post: PostComment;
  readonly withLock: WithLock;
  readonly newKey: () => string;
  readonly now: () => Date;
  /** Asked before something older is sent. */
  readonly owner: DeskOwner;
  /** Asks for sign-in over the page; resolves when the same person is back. */
  readonly waitForSignIn: () => Promise<void>;
  readonly onPosted: (action: CustomerAction) => void;
  /** Called with the customer of a comment that another tab has sent. */
  readonly onSentElsewhere: (customerId: string) => void;
  readonly otherTabs: OutboxTabs;
};

/** Other tabs of this browser. */
export type OutboxTabs = {
  /** Says that something changed, and whose comment was sent, if one was. */
  readonly tell: (sentTo: string | null) => void;
  readonly listen: (listener: (sentTo: string | null) => void) => void;
};

export function createOutbox(parts: OutboxParts): Outbox {
  const { employeeId, store, now } = parts;
  const listeners = new Set<() => void>();
  const sending = new Set<string>();
  const errors = new Map<string, Error>();
  const notBefore = new Map<string, number>();
  let entries: readonly OutboxEntry[] = [];
  let comments: readonly UnsentComment[] = [];
  let byCustomer = new Map<string, readonly UnsentComment[]>();

  parts.otherTabs.listen((sentTo) => {
    void reload();
    // It may have been sent before this tab knew of it, and after it read what is shown.
    if (sentTo !== null) parts.onSentElsewhere(sentTo);
  });
  const loaded = reload();

  function show(): void {
    comments = entries.map(unsent);
    byCustomer = Map.groupBy(comments, ({ customerId }) => customerId);
    for (const listener of listeners) listener();
  }

  function unsent({ employeeId: _, phase, refusal, mayHaveArrived, ...entry }: OutboxEntry): UnsentComment {
    const { key } = entry;
    return {
      ...entry,
      phase: sending.has(key) ? 'sending' : phase,
      error: errors.get(key) ?? (refusal === null ? null : new ProblemError(refusal)),
      canEdit: phase === 'refused' || !mayHaveArrived,
      isOnlyHere: store.isOnlyHere(key),
    };
  }

  async function reload(): Promise<void> {
    entries = await store.list(employeeId);
    show();
  }

  async function changed(sentTo: string | null = null): Promise<void> {
    await reload();
    parts.otherTabs.tell(sentTo);
  }

  async function remember(entry: OutboxEntry): Promise<void> {
    await store.update(entry);
    entries = entries.map((known) => (known.key === entry.key ? entry : known));
  }

  const isDue = (key: string) => (notBefore.get(key) ?? 0) <= now().getTime();
  const age = ({ writtenAt }: OutboxEntry) => now().getTime() - Date.parse(writtenAt);
  const lockOf = (customerId: string) => `caseload.outbox/${employeeId}/${customerId}`;

  /**
   * One after another and in one tab only, so that they arrive once and in the order they were written. False
   * when nothing else is worth trying now.
   */
  function drain(customerId: string, isUrgent: boolean, isChecked = false): Promise<boolean> {
    return parts.withLock(lockOf(customerId), async () => {
      let isMe = isChecked;
      for (;;) {
        const next = (await store.list(employeeId)).find(
          (entry) => entry.customerId === customerId && entry.phase === 'waiting',
        );
        if (next === undefined || !(isUrgent || isDue(next.key))) return true;
        const isFresh = age(next) < FRESH_MS && !parts.owner.hasLeft();
        isMe ||= isFresh || (await parts.owner.isStillMe());
        if (!isMe || !(await send(next))) return false;
      }
    });
  }

  async function send(entry: OutboxEntry): Promise<boolean> {
    sending.add(entry.key);
    errors.delete(entry.key);
    show();
    const sent = await sendEntry(entry, { upload: parts.upload, post: parts.post, remember });
    const canGoOn = await settle(entry.key, sent);
    sending.delete(entry.key);
    await changed(sent.kind === 'posted' ? entry.customerId : null);
    if (sent.kind === 'signedOut') void parts.waitForSignIn().then(() => drain(entry.customerId, true));
    return canGoOn;
  }

  async function settle(key: string, sent: Sent): Promise<boolean> {
    if (sent.kind === 'posted') {
      notBefore.delete(key);
      await store.remove(key);
      // Only now, so that the comment is not seen twice for as long as the browser takes to forget it.
      parts.onPosted(sent.action);
      return true;
    }
    errors.set(key, sent.error);
    const entry = entries.find((known) => known.key === key);
    if (sent.kind === 'refused' && entry !== undefined) {
      const refusal = problemOf(sent.error);
      await remember({ ...entry, phase: 'refused', refusal, mayHaveArrived: false });
    }
    if (sent.kind === 'later') notBefore.set(key, now().getTime() + sent.waitMs);
    return sent.kind === 'refused';
  }

  async function renew(key: string): Promise<void> {
    const entry = (await store.list(employeeId)).find((each) => each.key === key);
    if (entry?.phase !== 'refused') return;
    errors.delete(key);
    const renewed = { operationId: parts.newKey(), refusal: null, mayHaveArrived: false };
    await remember({ ...entry, ...renewed, phase: 'waiting' });
  }

  async function begin(entry: OutboxEntry): Promise<void> {
    await store.add(entry);
    await changed();
    await drain(entry.customerId, true);
    // One before it may have kept it from being tried at all.
    if (sending.delete(entry.key)) show();
  }

  function add(customerId: string, customerName: string | null, { body, files }: NewComment): void {
    const key = parts.newKey();
    const entry: OutboxEntry = {
      key,
      operationId: key,
      employeeId,
      customerId,
      customerName,
      body,
      files: files.map(({ name, blob, attachmentId = null }): OutboxFile => ({ name, blob, attachmentId })),
      writtenAt: now().toISOString(),
      phase: 'waiting',
      refusal: null,
      mayHaveArrived: false,
    };
    entries = [...entries, entry];
    sending.add(key);
    void begin(entry);
    show();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    comments: () => comments,
    commentsOf: (customerId) => byCustomer.get(customerId) ?? NONE,
    add,
    async retry(key) {
      const entry = entries.find((known) => known.key === key);
      if (entry === undefined || sending.has(key)) return;
      if (entry.phase === 'refused') await parts.withLock(lockOf(entry.customerId), () => renew(key));
      await drain(entry.customerId, true);
    },
    takeBack(key) {
      const known = entries.find((entry) => entry.key === key);
      if (known === undefined || sending.has(key)) return Promise.resolve(null);
      return parts.withLock(lockOf(known.customerId), async () => {
        // Another tab may have sent it meanwhile.
        const entry = (await store.list(employeeId)).find((each) => each.key === key);
        if (entry === undefined || (entry.phase === 'waiting' && entry.mayHaveArrived)) return null;
        await store.remove(key);
        await changed();
        return { body: entry.body, files: entry.files };
      });
    },
    async resend(isUrgent = false) {
      await loaded;
      const due = entries.filter(
        ({ key, phase }) => phase === 'waiting' && (isUrgent || isDue(key)) && !sending.has(key),
      );
      if (due.length === 0 || !(await parts.owner.isStillMe())) return;
      for (const customerId of new Set(due.map((entry) => entry.customerId)))
        if (!(await drain(customerId, isUrgent, true))) return;
    },
  };
}

const NONE: readonly UnsentComment[] = [];
