import {
  createDraftsSync,
  type DraftAnswer,
  type DraftsSyncParts,
  TYPING_MS,
} from '@caseload/client/customers/draftsSync.ts';
import type { Draft } from '@caseload/shared/desk/endpoints.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { print } from '../../support/print.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 9) }));
afterEach(() => void vi.useRealTimers());

const comment = { customerId: 'c', kind: 'comment' };
const notes = { customerId: 'c', kind: 'field.notes' };

function setUp(over: Partial<DraftsSyncParts> = {}) {
  const log: string[] = [];
  const ended = new Set<string>();
  const here = new Map<string, unknown>();
  const answers: DraftAnswer[] = [];
  const isStillMe = vi.fn(async () => true);
  const hasLeft = vi.fn(() => false);
  const sync = createDraftsSync({
    async save({ kind }, { value }, isLeaving) {
      log.push(`save ${kind} ${String(value)}${isLeaving ? ' leaving' : ''}`);
      return answers.shift() ?? 'done';
    },
    async drop({ kind }, isLeaving) {
      log.push(`drop ${kind}${isLeaving ? ' leaving' : ''}`);
      return answers.shift() ?? 'done';
    },
    here: (customerId) => [...here].map(([kind, value]) => ({ customerId, kind, value })),
    isSame: (value, { content }) => value === content['text'],
    ended: {
      has: ({ kind }) => ended.has(kind),
      set: ({ kind }, is) => void (is ? ended.add(kind) : ended.delete(kind)),
    },
    owner: { hasLeft, isStillMe },
    now: Date.now,
    ...over,
  });
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  /** What was asked of the server since this was last called. */
  const done = () => log.splice(0);
  return { sync, log, ended, here, answers, isStillMe, hasLeft, pass, done };
}

const fromServer = (kind: string, text: string): Draft => ({
  customerId: 'c',
  kind,
  device: 'this-device',
  content: { text },
  typedAt: '2026-11-21T08:00:00.000000Z',
});

it('copies what is typed once in a while, the newest text each time', async () => {
  const { sync, pass, done } = setUp();
  sync.note(comment, 'H');
  await pass(TYPING_MS - 1);
  expect(done()).toEqual([]);
  sync.note(comment, 'Hel');
  await pass(1);
  expect(done()).toEqual(['save comment Hel']);
  sync.note(comment, 'Hello');
  await pass(TYPING_MS);
  expect(done()).toEqual(['save comment Hello']);
  await pass(10 * TYPING_MS);
  expect(done()).toEqual([]);
});

it('costs at most 60 requests in 15 minutes of typing without a pause', async () => {
  const { sync, pass, done } = setUp();
  sync.reconcile('c', []);
  for (let second = 0; second < 15 * 60; second += 1) {
    sync.note(comment, `${second}`);
    await pass(1_000);
  }
  const requests = done().length;
  print(`${requests} requests of drafts in 15 minutes`);
  expect(requests).toBeGreaterThan(50);
  expect(requests).toBeLessThanOrEqual(60);
});

it('asks for nothing when text is sent or saved before it was copied', async () => {
  const { sync, pass, done, ended } = setUp();
  sync.reconcile('c', []);
  sync.note(notes, 'half');
  sync.hurry();
  sync.note(notes, null);
  await pass(60_000);
  expect(done()).toEqual([]);
  expect([...ended]).toEqual([]);
});

it('makes the server forget what was copied, also when its answer came late', async () => {
  const { sync, pass, done, ended } = setUp();
  sync.note(comment, 'half');
  await pass(TYPING_MS);
  sync.note(comment, null);
  expect([...ended]).toEqual(['comment']);
  await pass(2_000);
  expect(done()).toEqual(['save comment half', 'drop comment']);
  expect([...ended]).toEqual([]);
});

it('copies soon after the field is left, and at once when the page goes', async () => {
  const { sync, pass, done } = setUp();
  sync.note(comment, 'one');
  sync.hurry();
  await pass(2_000);
  expect(done()).toEqual(['save comment one']);
  sync.note(comment, 'two');
  sync.leave();
  expect(done()).toEqual(['save comment two leaving']);
  await pass(0);
  sync.leave();
  expect(done()).toEqual([]);
});

it('tries again after longer and longer pauses, and at once when the server is back', async () => {
  const { sync, pass, done, answers } = setUp();
  answers.push('later', 'later', 'later');
  sync.note(comment, 'one');
  await pass(TYPING_MS);
  expect(done()).toHaveLength(1);
  await pass(30_000);
  expect(done()).toHaveLength(1);
  await pass(59_000);
  expect(done()).toHaveLength(0);
  await pass(1_000);
  expect(done()).toHaveLength(1);
  sync.retry();
  await pass(0);
  expect(done()).toEqual(['save comment one']);
  await pass(600_000);
  expect(done()).toEqual([]);
});

it('gives up on what the server will not have, until something else is typed', async () => {
  const { sync, pass, done, answers } = setUp();
  answers.push('never');
  sync.note(comment, 'too long');
  await pass(600_000);
  expect(done()).toHaveLength(1);
  sync.note(comment, 'shorter');
  await pass(TYPING_MS);
  expect(done()).toEqual(['save comment shorter']);
});

it('sends nothing for somebody else who signed in while the page slept', async () => {
  const { sync, pass, done, isStillMe } = setUp();
  isStillMe.mockResolvedValue(false);
  sync.note(comment, 'mine alone');
  // A sleeping page: time passes, its timers do not.
  vi.setSystemTime(Date.now() + 3_600_000);
  await pass(TYPING_MS);
  expect(isStillMe).toHaveBeenCalled();
  expect(done()).toEqual([]);
});

it('sends nothing while the page goes because somebody else signed in', async () => {
  const { sync, done, hasLeft, pass } = setUp();
  sync.note(comment, 'mine alone');
  hasLeft.mockReturnValue(true);
  sync.leave();
  await pass(600_000);
  expect(done()).toEqual([]);
  hasLeft.mockReturnValue(false);
  await pass(30_000);
  expect(done()).toEqual(['save comment mine alone']);
});

it('after a reload copies what the server lacks and makes it forget what was ended here', async () => {
  const { sync, pass, done, ended, here } = setUp();
  here.set('comment', 'typed before');
  here.set('field.phone', 'known');
  ended.add('field.notes');
  sync.reconcile('c', [fromServer('field.notes', 'saved since'), fromServer('field.phone', 'known')]);
  await pass(TYPING_MS);
  expect(done().toSorted()).toEqual(['drop field.notes', 'save comment typed before']);
});

it('leaves alone what the browser has lost and the server still holds', async () => {
  const { sync, pass, done } = setUp();
  sync.reconcile('c', [fromServer('comment', 'the only copy')]);
  await pass(600_000);
  expect(done()).toEqual([]);
});
