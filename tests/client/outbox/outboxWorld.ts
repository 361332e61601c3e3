import { NetworkError, ProblemError } from '@caseload/client/api/errors.ts';
import { createTabLocks } from '@caseload/client/outbox/oneTabOnly.ts';
import { createOutbox, type OutboxParts } from '@caseload/client/outbox/outbox.ts';
import { createOutboxJournal } from '@caseload/client/outbox/outboxJournal.ts';
import { createOutboxStore } from '@caseload/client/outbox/outboxStore.ts';
import type { Problem } from '@caseload/shared/contracts/problems.ts';
import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { memoryStorage } from '../customers/memoryStorage.ts';

export const CUSTOMER = 'c1';

export type Post = {
  readonly body: string;
  readonly key: string;
  readonly attachmentIds: readonly string[];
};

/** What becomes of one call: it works, its answer is lost after it worked, it never arrives, or is refused. */
export type Way = 'fine' | 'answerLost' | 'requestLost' | Problem | Promise<unknown>;

type Listener = Parameters<OutboxParts['otherTabs']['listen']>[0];

/** A server that keeps comments by their key, as the real one does, and a browser whose pages come and go. */
export function createWorld(storage = memoryStorage()) {
  const comments = new Map<
    string,
    { readonly by: string; readonly post: Post; readonly action: CustomerAction }
  >();
  const posts: Post[] = [];
  const uploads: string[] = [];
  const ways: Way[] = [];
  const tabs = new Set<Listener>();
  const withLock = createTabLocks(undefined);
  let signedIn: string | null = 'ana';
  let now = Date.parse('2026-11-21T09:00:00Z');
  let keys = 0;

  async function through<T>(run: () => T): Promise<T> {
    const way = ways.shift() ?? 'fine';
    if (way instanceof Promise) await way;
    if (way === 'requestLost') throw new NetworkError('no answer');
    if (typeof way === 'object' && !(way instanceof Promise)) throw new ProblemError(way);
    if (signedIn === null) throw new ProblemError(UNAUTHENTICATED);
    const answer = run();
    if (way === 'answerLost') throw new NetworkError('no answer');
    return answer;
  }

  /** A page of somebody in this browser. */
  function openPage(employeeId = 'ana', over: Partial<OutboxParts> = {}) {
    const posted: string[] = [];
    const sentElsewhere: string[] = [];
    let isOpen = true;
    const listeners: Listener[] = [];
    const tell = (sentTo: string | null) => {
      for (const tab of tabs) if (!listeners.includes(tab)) tab(sentTo);
    };
    const outbox = createOutbox({
      employeeId,
      store: createOutboxStore(createOutboxJournal(storage, () => new Date(now))),
      upload: (_customer, file) =>
        through(() => {
          if (!isOpen) return new Promise<never>(() => undefined);
          uploads.push(file.name);
          return {
            id: `upload-${uploads.length}`,
            name: file.name,
            mediaType: 'text/plain',
            sizeBytes: 1,
            createdAt: STAMP,
          };
        }).then(async (answer) => answer),
      post: (customerId, { body, attachmentIds }, key) => {
        // What a page that is gone would have done, it does not do.
        if (!isOpen) return new Promise<never>(() => undefined);
        posts.push({ body, key, attachmentIds });
        return through(() => {
          const by = signedIn ?? '';
          const known = comments.get(key);
          const action = known?.action ?? actionOf(customerId, by, body, key);
          comments.set(key, known ?? { by, post: { body, key, attachmentIds }, action });
          return action;
        });
      },
      withLock,
      newKey: () => `key-${++keys}`,
      now: () => new Date(now++),
      owner: {
        hasLeft: () => false,
        isStillMe: async () => signedIn === null || signedIn === employeeId,
      },
      waitForSignIn: () => new Promise(() => undefined),
      onPosted: ({ comment }) => void posted.push(comment ?? ''),
      onSentElsewhere: (customerId) => void sentElsewhere.push(customerId),
      otherTabs: {
        tell,
        listen(listener) {
          listeners.push(listener);
          tabs.add(listener);
        },
      },
      ...over,
    });
    return {
      outbox,
      posted,
      sentElsewhere,
      add: (body: string, files: readonly string[] = []) =>
        outbox.add(CUSTOMER, 'Harbour Bakery', {
          body,
          files: files.map((name) => ({ name, blob: new Blob([name]) })),
        }),
      sole: () => outbox.commentsOf(CUSTOMER)[0],
      close() {
        isOpen = false;
        for (const listener of listeners) tabs.delete(listener);
      },
    };
  }

  return {
    storage,
    comments: () => [...comments.values()].map(({ by, post }) => ({ by, ...post })),
    posts,
    uploads,
    nextWays: (...next: Way[]) => void ways.push(...next),
    signIn: (employeeId: string | null) => {
      signedIn = employeeId;
    },
    later: (milliseconds: number) => {
      now += milliseconds;
    },
    openPage,
  };
}

const STAMP = '2026-11-21T09:00:00.000000Z';
const UNAUTHENTICATED: Problem = { type: 'unauthenticated', status: 401, title: 'Sign in', instance: 'r-1' };

function actionOf(customerId: string, by: string, comment: string, id: string): CustomerAction {
  return {
    id,
    customerId,
    type: 'comment',
    actor: { id: by, name: by },
    changes: [],
    comment,
    attachments: [],
    customerVersion: null,
    via: 'browser',
    requestId: null,
    batchId: null,
    createdAt: STAMP,
  };
}
