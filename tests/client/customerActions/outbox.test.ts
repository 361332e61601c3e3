import { createOutbox, type PostAnswer } from '@caseload/client/customerActions/outbox.ts';
import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { expect, it } from 'vitest';
import { memoryStorage } from '../customers/memoryStorage.ts';

function action(comment: string): CustomerAction {
  return {
    id: comment,
    customerId: 'c',
    type: 'comment',
    actor: { id: 'ana', name: 'Ana' },
    changes: [],
    comment,
    customerVersion: null,
    via: 'browser',
    requestId: null,
    createdAt: '2026-11-21T09:00:00.000000Z',
  };
}

function setUp(place = memoryStorage(), employeeId = 'ana') {
  const posts: { body: string; key: string; end: (answer: PostAnswer | Error) => void }[] = [];
  const posted: string[] = [];
  let keys = 0;
  let now = Date.UTC(2026, 10, 21);
  const outbox = createOutbox({
    storage: createThrottledStorage(place, () => undefined),
    employeeId,
    customerId: 'c',
    post: (body, key) =>
      new Promise((resolve, reject) => {
        posts.push({
          body,
          key,
          end: (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)),
        });
      }),
    newKey: () => `${employeeId}-${posts.length}-${++keys}`,
    now: () => new Date(now++),
    onPosted: ({ comment }) => void posted.push(comment ?? ''),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const answer = async (what: PostAnswer | Error) => {
    posts.shift()?.end(what);
    await settle();
  };
  return { place, outbox, posts, posted, answer, settle, later: (ms: number) => void (now += ms) };
}

const isPosted = (body: string): PostAnswer => ({ kind: 'posted', action: action(body) });
const isLater: PostAnswer = { kind: 'later', error: new Error('offline'), waitMs: 3_000 };

it('shows a comment at once, stores it, and forgets it when it is acknowledged', async () => {
  const { outbox, place, posted, answer, settle } = setUp();
  outbox.add('one');
  await settle();
  expect(outbox.comments()).toMatchObject([{ body: 'one', phase: 'sending' }]);
  expect(Object.keys(place)).toHaveLength(1);
  await answer(isPosted('one'));
  expect(outbox.comments()).toEqual([]);
  expect(Object.keys(place)).toEqual([]);
  expect(posted).toEqual(['one']);
});

it('sends in the order they were written, one at a time', async () => {
  const { outbox, posts, posted, answer, settle } = setUp();
  outbox.add('one');
  outbox.add('two');
  await settle();
  expect(posts.map(({ body }) => body)).toEqual(['one']);
  await answer(isPosted('one'));
  await answer(isPosted('two'));
  expect(posted).toEqual(['one', 'two']);
});

it('sends what got no answer again under its key, when its time has come', async () => {
  const { outbox, posts, answer, settle, later } = setUp();
  outbox.add('one');
  await settle();
  const key = posts[0]?.key;
  await answer(isLater);
  expect(outbox.comments()).toMatchObject([{ phase: 'waiting', error: new Error('offline') }]);
  outbox.resend();
  await settle();
  expect(posts).toEqual([]);
  later(5_000);
  outbox.resend();
  await settle();
  expect(posts.map((post) => post.key)).toEqual([key]);
});

it('sends under the same key after a reload, and only for the one who wrote it', async () => {
  const { outbox, place, posts, settle } = setUp();
  outbox.add('one');
  await settle();
  expect(setUp(place, 'ben').outbox.comments()).toEqual([]);
  const after = setUp(place);
  expect(after.outbox.comments()).toMatchObject([{ body: 'one', phase: 'waiting' }]);
  after.outbox.resend();
  await after.settle();
  expect(after.posts.map(({ key }) => key)).toEqual([posts[0]?.key]);
});

it('gives a refused comment a new key, or its text back', async () => {
  const { outbox, posts, answer, settle } = setUp();
  outbox.add('one');
  await settle();
  const [first] = posts;
  await answer({ kind: 'refused', error: new Error('422') });
  const [refused] = outbox.comments();
  expect(refused).toMatchObject({ phase: 'refused', body: 'one' });
  outbox.resend();
  await settle();
  expect(posts).toEqual([]);
  outbox.retry(refused?.key ?? '');
  await settle();
  expect(posts.map(({ body }) => body)).toEqual(['one']);
  expect(posts[0]?.key).not.toBe(first?.key);
  await answer({ kind: 'refused', error: new Error('422') });
  expect(outbox.takeBack(outbox.comments()[0]?.key ?? '')).toBe('one');
  expect(outbox.comments()).toEqual([]);
});

it('does not give back what is on its way, and goes on after a mistake of the page', async () => {
  const { outbox, answer, settle, posts } = setUp();
  outbox.add('one');
  await settle();
  expect(outbox.takeBack(outbox.comments()[0]?.key ?? '')).toBeNull();
  await answer(new TypeError('mistake'));
  expect(outbox.comments()).toMatchObject([{ phase: 'refused', error: new TypeError('mistake') }]);
  outbox.add('two');
  await settle();
  expect(posts.map(({ body }) => body)).toEqual(['two']);
});
