import { type ChosenFile, createChosenFiles } from '@caseload/client/attachments/chosenFiles.ts';
import type { UploadOptions } from '@caseload/client/attachments/upload.ts';
import { NetworkError, ProblemError } from '@caseload/client/api/errors.ts';
import { createThrottledStorage } from '@caseload/client/customers/throttledStorage.ts';
import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import { expect, it } from 'vitest';
import { memoryStorage } from '../customers/memoryStorage.ts';

type Upload = {
  readonly name: string;
  readonly options: UploadOptions;
  end(answer: Attachment | Error): void;
};

function setUp(place = memoryStorage()) {
  const uploads: Upload[] = [];
  const forgotten: string[] = [];
  const storage = createThrottledStorage({ storage: place, onFull: () => undefined });
  const chosen = createChosenFiles({
    storage,
    place: 'files',
    upload({ name }, options) {
      const { promise, resolve, reject } = Promise.withResolvers<Attachment>();
      options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      uploads.push({
        name,
        options,
        end: (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)),
      });
      return promise;
    },
    forget: (id) => void forgotten.push(id),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (answer: Attachment | Error) => {
    uploads.at(-1)?.end(answer);
    await settle();
  };
  const states = () => chosen.list().map(({ name, state }) => `${name} ${state.kind}`);
  return { chosen, uploads, forgotten, settle, end, states, place, storage };
}

const file = (name: string) => new File(['some text'], name, { type: 'text/plain' });
const stored = (id: string): Attachment => ({
  id,
  name: 'stored',
  mediaType: 'text/plain',
  sizeBytes: 9,
  createdAt: '2026-11-21T09:00:00.000000Z',
});
const refusal = new ProblemError({
  type: 'validation',
  title: 'Invalid',
  status: 400,
  instance: 'r',
  issues: [{ in: 'query', pointer: '/name', message: 'is a program' }],
});

it('uploads one after another and tells how far each has got', async () => {
  const { chosen, uploads, settle, end, states } = setUp();
  chosen.add([file('one.txt'), file('two.txt')]);
  await settle();
  expect(states()).toEqual(['one.txt uploading', 'two.txt waiting']);
  uploads[0]?.options.onProgress?.(4);
  expect(chosen.list()[0]?.state).toEqual({ kind: 'uploading', sentBytes: 4 });
  await end(stored('a'));
  expect(states()).toEqual(['one.txt ready', 'two.txt uploading']);
  await end(stored('b'));
  expect(chosen.list().map(({ state }) => state)).toEqual([
    { kind: 'ready', attachmentId: 'a' },
    { kind: 'ready', attachmentId: 'b' },
  ]);
});

it('goes on after a failure, which can be tried again, and after a refusal', async () => {
  const { chosen, end, settle, states } = setUp();
  chosen.add([file('one.txt'), file('two.txt')]);
  await settle();
  await end(new NetworkError('no answer'));
  await end(refusal);
  expect(states()).toEqual(['one.txt failed', 'two.txt refused']);
  chosen.retry(chosen.list()[0]?.key ?? '');
  await settle();
  expect(states()).toEqual(['one.txt uploading', 'two.txt refused']);
  await end(stored('a'));
  expect(states()).toEqual(['one.txt ready', 'two.txt refused']);
});

it('takes back what is removed, also when the answer comes after that', async () => {
  const { chosen, uploads, forgotten, end, settle, states } = setUp();
  chosen.add([file('one.txt'), file('two.txt')]);
  await settle();
  await end(stored('a'));
  const [one, two] = chosen.list().map(({ key }) => key);
  chosen.remove(one ?? '');
  chosen.remove(two ?? '');
  expect(uploads[1]?.options.signal?.aborted).toBe(true);
  await settle();
  expect(states()).toEqual([]);
  expect(forgotten).toEqual(['a']);
});

it('does not begin an upload that was removed while it waited', async () => {
  const { chosen, uploads, end, settle } = setUp();
  chosen.add([file('one.txt'), file('two.txt')]);
  await settle();
  chosen.remove(chosen.list()[1]?.key ?? '');
  await end(stored('a'));
  expect(uploads.map(({ name }) => name)).toEqual(['one.txt']);
});

it('hands everything over, with the content of what is not uploaded yet, and takes it back', async () => {
  const { chosen, uploads, forgotten, end, settle, states } = setUp();
  chosen.add([file('one.txt'), file('two.txt')]);
  await settle();
  await end(stored('a'));
  const taken: readonly ChosenFile[] = chosen.take();
  expect(taken.map(({ name, state }) => `${name} ${state.kind}`)).toEqual([
    'one.txt ready',
    'two.txt uploading',
  ]);
  expect(taken.every(({ blob }) => blob !== null)).toBe(true);
  expect(chosen.list()).toEqual([]);
  await settle();
  expect(uploads[1]?.options.signal?.aborted).toBe(true);
  expect(forgotten).toEqual([]);

  chosen.putBack([
    { name: 'one.txt', blob: file('one.txt'), attachmentId: 'a' },
    { name: 'two.txt', blob: file('two.txt') },
  ]);
  await settle();
  expect(states()).toEqual(['one.txt ready', 'two.txt uploading']);
});

it('knows the uploaded ones after a reload, and none after they were sent', async () => {
  const { chosen, end, settle, place, storage } = setUp();
  chosen.add([file('one.txt'), file('two.txt')]);
  await settle();
  await end(stored('a'));
  storage.flush();
  const later = setUp(place);
  expect(later.states()).toEqual(['one.txt ready']);
  expect(later.chosen.take()).toMatchObject([{ name: 'one.txt', blob: null }]);
  later.storage.flush();
  expect(setUp(place).states()).toEqual([]);
});

it('tells its listeners of every step', async () => {
  const { chosen, end, settle, states } = setUp();
  const seen: string[] = [];
  const stop = chosen.subscribe(() => seen.push(states().join()));
  chosen.add([file('one.txt')]);
  await settle();
  await end(stored('a'));
  stop();
  chosen.remove(chosen.list()[0]?.key ?? '');
  expect(seen.at(0)).toBe('one.txt waiting');
  expect(seen.at(-1)).toBe('one.txt ready');
  expect(seen).toContain('one.txt uploading');
});
