import 'fake-indexeddb/auto';
import type { Problem } from '@caseload/shared/contracts/problems.ts';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutboxJournal } from '@caseload/client/outbox/outboxJournal.ts';
import { createOutboxStore } from '@caseload/client/outbox/outboxStore.ts';
import { memoryStorage } from '../customers/memoryStorage.ts';
import { createWorld, CUSTOMER } from './outboxWorld.ts';

const REFUSAL: Problem = { type: 'not-found', status: 404, title: 'No such customer', instance: 'r-2' };
const LIMITED: Problem = {
  type: 'rate-limited',
  status: 429,
  title: 'Slow down',
  instance: 'r-3',
  retryAfterSeconds: 60,
};

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

const stored = (storage: Storage) => Object.keys(storage).filter((key) => key.startsWith('caseload.unsent'));

describe('sending', () => {
  it('shows a comment at once, keeps it before the press ends, and forgets it when it is acknowledged', async () => {
    const world = createWorld();
    const page = world.openPage();
    page.add('one');
    expect(page.sole()).toMatchObject({ body: 'one', phase: 'sending', isOnlyHere: false });
    expect(stored(world.storage)).toHaveLength(1);
    await vi.waitFor(() => expect(page.outbox.comments()).toEqual([]));
    expect(page.posted).toEqual(['one']);
    expect(stored(world.storage)).toEqual([]);
    const after = world.openPage();
    await after.outbox.resend(true);
    expect(world.posts).toHaveLength(1);
  });

  it('sends in the order they were written, one at a time', async () => {
    const world = createWorld();
    const page = world.openPage();
    const first = Promise.withResolvers<void>();
    world.nextWays(first.promise);
    page.add('one');
    page.add('two');
    await vi.waitFor(() => expect(world.posts).toHaveLength(1));
    first.resolve();
    await vi.waitFor(() => expect(page.posted).toEqual(['one', 'two']));
  });

  it('uploads the files first and names them in the comment', async () => {
    const world = createWorld();
    const page = world.openPage();
    page.add('with files', ['a.txt', 'b.txt']);
    await vi.waitFor(() => expect(page.posted).toEqual(['with files']));
    expect(world.uploads).toEqual(['a.txt', 'b.txt']);
    expect(world.posts).toMatchObject([{ attachmentIds: ['upload-1', 'upload-2'] }]);
  });

  it('sends what got no answer again under its key, when its time has come', async () => {
    const world = createWorld();
    const page = world.openPage();
    world.nextWays('answerLost');
    page.add('one');
    await vi.waitFor(() => expect(page.sole()).toMatchObject({ phase: 'waiting', canEdit: false }));
    await page.outbox.resend();
    expect(world.posts).toHaveLength(1);
    world.later(5_000);
    await page.outbox.resend();
    expect(page.posted).toEqual(['one']);
    expect(new Set(world.posts.map(({ key }) => key)).size).toBe(1);
    expect(world.comments()).toHaveLength(1);
  });

  it('waits as long as the server asks, and may be edited since it was not looked at', async () => {
    const world = createWorld();
    const page = world.openPage();
    world.nextWays(LIMITED);
    page.add('one');
    await vi.waitFor(() => expect(page.sole()).toMatchObject({ phase: 'waiting', canEdit: true }));
    world.later(30_000);
    await page.outbox.resend();
    expect(world.posts).toHaveLength(1);
    world.later(31_000);
    await page.outbox.resend();
    expect(page.posted).toEqual(['one']);
  });

  it('tries a later comment of another customer although one is refused', async () => {
    const world = createWorld();
    const page = world.openPage();
    world.nextWays(REFUSAL);
    page.add('one');
    page.outbox.add('c2', null, { body: 'two', files: [] });
    await vi.waitFor(() => expect(page.posted).toEqual(['two']));
    expect(page.sole()).toMatchObject({ body: 'one', phase: 'refused' });
  });
});

describe('after a crash', () => {
  it('sends under the same key after a reload', async () => {
    const world = createWorld();
    const page = world.openPage();
    world.nextWays('answerLost');
    page.add('one');
    await vi.waitFor(() => expect(page.sole()?.phase).toBe('waiting'));
    page.close();
    const after = world.openPage();
    await after.outbox.resend(true);
    expect(after.posted).toEqual(['one']);
    expect(world.comments()).toHaveLength(1);
  });

  it('goes on with what was uploaded when the page died between upload and comment', async () => {
    const world = createWorld();
    const page = world.openPage();
    world.nextWays('fine', 'requestLost');
    page.add('with a file', ['a.txt']);
    await vi.waitFor(() => expect(page.sole()?.phase).toBe('waiting'));
    page.close();
    const after = world.openPage();
    await after.outbox.resend(true);
    expect(world.uploads).toEqual(['a.txt']);
    expect(world.comments()).toMatchObject([{ body: 'with a file', attachmentIds: ['upload-1'] }]);
  });

  it('uploads a file after a reload that had not been uploaded before', async () => {
    const world = createWorld();
    const page = world.openPage();
    world.nextWays('requestLost');
    page.add('with a file', ['a.txt']);
    await vi.waitFor(() => expect(page.sole()?.phase).toBe('waiting'));
    page.close();
    const after = world.openPage();
    await after.outbox.resend(true);
    expect(world.uploads).toEqual(['a.txt']);
    expect(world.comments()).toHaveLength(1);
  });

  it('uploads again what the server has forgotten after a day', async () => {
    const world = createWorld();
    const page = world.openPage();
    const issues = [{ in: 'body' as const, pointer: '/attachmentIds/0', message: 'is no upload of yours' }];
    world.nextWays('fine', 'requestLost', {
      type: 'validation',
      status: 400,
      title: 'Invalid',
      instance: 'r-4',
      issues,
    });
    page.add('with a file', ['a.txt']);
    await vi.waitFor(() => expect(page.sole()?.phase).toBe('waiting'));
    await page.outbox.resend(true);
    expect(world.uploads).toEqual(['a.txt', 'a.txt']);
    expect(world.comments()).toMatchObject([{ attachmentIds: ['upload-2'] }]);
  });

  it('takes over what the first version kept, once', async () => {
    const storage = memoryStorage();
    const old = { body: 'from before', writtenAt: '2026-11-20T09:00:00.000Z' };
    storage.setItem(`caseload.unsent/ana/${CUSTOMER}/old-key`, JSON.stringify(old));
    const world = createWorld(storage);
    const page = world.openPage();
    await vi.waitFor(() => expect(page.sole()?.body).toBe('from before'));
    expect(page.sole()?.canEdit).toBe(false);
    expect(stored(storage)).toEqual([]);
    await page.outbox.resend(true);
    expect(world.posts).toMatchObject([{ key: 'old-key', body: 'from before' }]);
    const after = world.openPage();
    await after.outbox.resend(true);
    expect(world.posts).toHaveLength(1);
  });

  it('does not send a comment without a file that died with its page, but says so', async () => {
    const storage = memoryStorage();
    const press = { body: 'see file', writtenAt: '2026-11-21T09:00:00.000Z', mayHaveArrived: false };
    const files = [{ name: 'a.txt', attachmentId: null }];
    storage.setItem(`caseload.unsent/ana/${CUSTOMER}/key`, JSON.stringify({ ...press, files }));
    const world = createWorld(storage);
    const page = world.openPage();
    await page.outbox.resend(true);
    expect(page.outbox.comments()).toEqual([]);
    world.later(61_000);
    const after = world.openPage();
    await vi.waitFor(() => expect(after.sole()).toMatchObject({ phase: 'refused', canEdit: true }));
    expect(world.posts).toEqual([]);
    expect(await after.outbox.takeBack('key')).toMatchObject({ body: 'see file' });
  });
});

describe('several people and tabs', () => {
  it('neither shows nor sends what somebody else wrote in this browser', async () => {
    const world = createWorld();
    const ana = world.openPage('ana');
    world.nextWays('requestLost');
    ana.add('mine alone');
    await vi.waitFor(() => expect(ana.sole()?.phase).toBe('waiting'));
    world.signIn('ben');
    const ben = world.openPage('ben');
    await ben.outbox.resend(true);
    expect(ben.outbox.comments()).toEqual([]);
    // Ana's page is still open in a tab that slept.
    world.later(60_000);
    await ana.outbox.resend(true);
    await ana.outbox.retry(ana.sole()?.key ?? '');
    expect(world.comments()).toEqual([]);
    expect(ana.sole()).toMatchObject({ body: 'mine alone' });
    world.signIn('ana');
    await ana.outbox.resend(true);
    expect(world.comments()).toMatchObject([{ by: 'ana', body: 'mine alone' }]);
  });

  it('does not send even a fresh one after another tab has told that somebody else signed in', async () => {
    const world = createWorld();
    const owner = { hasLeft: () => true, isStillMe: async () => false };
    const page = world.openPage('ana', { owner });
    world.signIn('ben');
    page.add('mine alone');
    await vi.waitFor(() => expect(page.sole()?.phase).toBe('waiting'));
    expect(world.comments()).toEqual([]);
  });

  it('sends once although two tabs try at the same moment', async () => {
    const world = createWorld();
    const one = world.openPage();
    world.nextWays('requestLost');
    one.add('one');
    await vi.waitFor(() => expect(one.sole()?.phase).toBe('waiting'));
    const two = world.openPage();
    await vi.waitFor(() => expect(two.sole()).toBeDefined());
    world.posts.length = 0;
    await Promise.all([one.outbox.resend(true), two.outbox.resend(true)]);
    expect(world.posts).toHaveLength(1);
    await vi.waitFor(() => expect([one.sole(), two.sole()]).toEqual([undefined, undefined]));
    expect([...one.sentElsewhere, ...two.sentElsewhere]).toEqual([CUSTOMER]);
  });

  it('tells of what another tab sent also when it had left the store before anybody looked', async () => {
    const world = createWorld();
    const one = world.openPage();
    const store = createOutboxStore(createOutboxJournal(memoryStorage(), () => new Date()));
    const two = world.openPage('ana', { store: { ...store, list: () => Promise.resolve([]) } });
    one.add('one');
    await vi.waitFor(() => expect(two.sentElsewhere).toEqual([CUSTOMER]));
    expect(one.sentElsewhere).toEqual([]);
  });

  it('asks for sign-in when the session has ended, and sends afterwards', async () => {
    const world = createWorld();
    const back = Promise.withResolvers<void>();
    const page = world.openPage('ana', { waitForSignIn: () => back.promise });
    world.signIn(null);
    page.add('one');
    await vi.waitFor(() => expect(page.sole()).toMatchObject({ phase: 'waiting', canEdit: true }));
    world.signIn('ana');
    back.resolve();
    await vi.waitFor(() => expect(page.posted).toEqual(['one']));
  });
});

describe('what was refused', () => {
  it('stays refused over a reload, and is sent under a new key on demand', async () => {
    const world = createWorld();
    const page = world.openPage();
    world.nextWays(REFUSAL);
    page.add('one');
    await vi.waitFor(() => expect(page.sole()?.phase).toBe('refused'));
    page.close();
    const after = world.openPage();
    await after.outbox.resend(true);
    expect(after.sole()).toMatchObject({ phase: 'refused', error: { problem: REFUSAL } });
    await after.outbox.retry(after.sole()?.key ?? '');
    expect(after.posted).toEqual(['one']);
    expect(new Set(world.posts.map(({ key }) => key)).size).toBe(2);
    expect(after.outbox.comments()).toEqual([]);
  });

  it('gives text and files back, but not of what may have arrived', async () => {
    const world = createWorld();
    const page = world.openPage();
    world.nextWays('fine', REFUSAL, 'answerLost');
    page.add('refused', ['a.txt']);
    await vi.waitFor(() => expect(page.sole()?.phase).toBe('refused'));
    const back = await page.outbox.takeBack(page.sole()?.key ?? '');
    expect(back).toMatchObject({ body: 'refused', files: [{ name: 'a.txt', attachmentId: 'upload-1' }] });
    page.add('lost');
    await vi.waitFor(() => expect(page.sole()?.phase).toBe('waiting'));
    expect(await page.outbox.takeBack(page.sole()?.key ?? '')).toBeNull();
    expect(page.sole()?.body).toBe('lost');
  });
});

describe('without a database', () => {
  it('still sends, and warns of what would be lost with the page', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const world = createWorld();
    const page = world.openPage();
    world.nextWays('requestLost');
    page.add('with a file', ['a.txt']);
    await vi.waitFor(() => expect(page.sole()).toMatchObject({ phase: 'waiting', isOnlyHere: true }));
    await page.outbox.resend(true);
    expect(world.comments()).toMatchObject([{ body: 'with a file', attachmentIds: ['upload-1'] }]);
    expect(page.outbox.comments()).toEqual([]);
  });

  it('keeps text alone in the plain storage, without a warning', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const world = createWorld();
    const page = world.openPage();
    world.nextWays('requestLost');
    page.add('text');
    await vi.waitFor(() => expect(page.sole()).toMatchObject({ phase: 'waiting', isOnlyHere: false }));
    page.close();
    const after = world.openPage();
    await after.outbox.resend(true);
    expect(world.comments()).toMatchObject([{ body: 'text' }]);
  });

  it('warns when the browser has no room at all', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const world = createWorld(memoryStorage(0));
    const page = world.openPage();
    world.nextWays('requestLost');
    page.add('text');
    await vi.waitFor(() => expect(page.sole()).toMatchObject({ phase: 'waiting', isOnlyHere: true }));
  });
});
