import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { z } from 'zod';
import type { ThrottledStorage } from '../customers/throttledStorage.ts';

/** What became of one attempt. `later`: not heard or too early, the same comment is sent again by itself. */
export type PostAnswer =
  | { readonly kind: 'posted'; readonly action: CustomerAction }
  | { readonly kind: 'refused'; readonly error: Error }
  | { readonly kind: 'later'; readonly error: Error; readonly waitMs: number };

/** A comment that the server has not acknowledged. Its key makes it appear once however often it is sent. */
export type UnsentComment = {
  readonly key: string;
  readonly body: string;
  readonly writtenAt: string;
  readonly phase: 'sending' | 'waiting' | 'refused';
  readonly error: Error | null;
};

export type Outbox = {
  readonly subscribe: (listener: () => void) => () => void;
  /** In the order they were written. */
  readonly comments: () => readonly UnsentComment[];
  readonly add: (body: string) => void;
  /** Sends again; what was refused gets a new key, since nothing came of the old one. */
  readonly retry: (key: string) => void;
  /** Takes a comment that is not being sent out of the box and gives its text back. */
  readonly takeBack: (key: string) => string | null;
  /** Sends what waits, as far as its waiting time is over. */
  readonly resend: () => void;
};

export type OutboxParts = {
  readonly storage: ThrottledStorage;
  readonly employeeId: string;
  readonly customerId: string;
  readonly post: (body: string, idempotencyKey: string) => Promise<PostAnswer>;
  readonly newKey: () => string;
  readonly now: () => Date;
  readonly onPosted: (action: CustomerAction) => void;
};

/** What the storage keys of unsent comments begin with; the employee and the customer follow. */
export const UNSENT = 'caseload.unsent';

const stored = z.object({ body: z.string(), writtenAt: z.iso.datetime() });

/** The comments of one person about one customer on their way; they are stored until they are acknowledged. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { storage, now } = parts;
  const prefix = `${UNSENT}/${parts.employeeId}/${parts.customerId}/`;
  const listeners = new Set<() => void>();
  const notBefore = new Map<string, number>();
  let comments: readonly UnsentComment[] = storedComments();
  let last: Promise<unknown> = Promise.resolve();

  function storedComments(): UnsentComment[] {
    return storage
      .keys(prefix)
      .flatMap((place): UnsentComment[] => {
        const { data } = stored.safeParse(storage.read(place));
        const key = place.slice(prefix.length);
        return data === undefined ? [] : [{ key, ...data, phase: 'waiting', error: null }];
      })
      .sort((a, b) => a.writtenAt.localeCompare(b.writtenAt));
  }

  function set(next: readonly UnsentComment[]): void {
    comments = next;
    for (const listener of listeners) listener();
  }

  function change(key: string, over: Partial<UnsentComment>): void {
    set(comments.map((comment) => (comment.key === key ? { ...comment, ...over } : comment)));
  }

  function remove(key: string): void {
    storage.remove(prefix + key);
    notBefore.delete(key);
    set(comments.filter((comment) => comment.key !== key));
  }

  /** One after another, so that they arrive in the order they were written. */
  function send(key: string): void {
    change(key, { phase: 'sending', error: null });
    last = last.then(() => attempt(key)).catch((error: unknown) => change(key, refusal(error)));
  }

  async function attempt(key: string): Promise<void> {
    const comment = comments.find((each) => each.key === key);
    if (comment === undefined) return;
    const answer = await parts.post(comment.body, key);
    if (answer.kind === 'posted') {
      parts.onPosted(answer.action);
      remove(key);
    } else if (answer.kind === 'refused') {
      change(key, refusal(answer.error));
    } else {
      notBefore.set(key, now().getTime() + answer.waitMs);
      change(key, { phase: 'waiting', error: answer.error });
    }
  }

  function add(body: string): void {
    const key = parts.newKey();
    const writtenAt = now().toISOString();
    storage.writeNow(prefix + key, { body, writtenAt });
    set([...comments, { key, body, writtenAt, phase: 'waiting', error: null }]);
    send(key);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    comments: () => comments,
    add,
    retry(key) {
      const comment = comments.find((each) => each.key === key);
      if (comment?.phase === 'waiting') send(key);
      if (comment?.phase !== 'refused') return;
      remove(key);
      add(comment.body);
    },
    takeBack(key) {
      const comment = comments.find((each) => each.key === key);
      if (comment === undefined || comment.phase === 'sending') return null;
      remove(key);
      return comment.body;
    },
    resend() {
      for (const { key, phase } of comments) {
        const isDue = (notBefore.get(key) ?? 0) <= now().getTime();
        if (phase === 'waiting' && isDue) send(key);
      }
    },
  };
}

function refusal(error: unknown): Partial<UnsentComment> {
  return { phase: 'refused', error: error instanceof Error ? error : new Error(String(error)) };
}
