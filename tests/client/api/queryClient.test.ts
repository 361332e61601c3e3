import { QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { NetworkError, ProblemError, UnexpectedAnswerError } from '@caseload/client/api/errors.ts';
import { createQueryClient, delayOf, shouldRepeatRead } from '@caseload/client/api/queryClient.ts';

const busy = (retryAfterSeconds: number) =>
  new ProblemError({ type: 'busy', status: 503, title: 'Busy', instance: 'r', retryAfterSeconds });
const limited = (retryAfterSeconds: number) =>
  new ProblemError({ type: 'rate-limited', status: 429, title: 'Slow', instance: 'r', retryAfterSeconds });
const internal = new ProblemError({ type: 'internal', status: 500, title: 'Oh', instance: 'r' });
const edge = new UnexpectedAnswerError(new Response('', { status: 503, headers: { 'retry-after': '2' } }));

test.each([
  ['busy for a moment', busy(3), true],
  ['limited for a moment', limited(10), true],
  ['limited for minutes, which a person has to be told', limited(11), false],
  ['a proxy that names a time', edge, true],
  ['a proxy that does not', new UnexpectedAnswerError(new Response('', { status: 502 })), false],
  ['no network', new NetworkError(), true],
  ['a failure of the server', internal, false],
  ['a mistake of ours', new TypeError(), false],
])('%s: repeated %#', (_, error, isRepeated) => {
  expect(shouldRepeatRead(0, error)).toBe(isRepeated);
  expect(shouldRepeatRead(3, error)).toBe(false);
});

test('the wait is never shorter than asked for, and spread', () => {
  const waits = Array.from({ length: 200 }, () => delayOf(0, busy(3)));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(3_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(3_750);
  expect(new Set(waits).size).toBeGreaterThan(100);
});

test('without a wanted wait, each is twice the one before', () => {
  expect(delayOf(2, new NetworkError()) / 2_000).toBeGreaterThanOrEqual(1);
  expect(delayOf(2, new NetworkError()) / 2_000).toBeLessThanOrEqual(1.25);
});

test('a write is never repeated by itself', () => {
  expect(createQueryClient().getDefaultOptions().mutations?.retry).toBe(false);
});

test.each([
  ['is shown', true],
  ['was asked for ahead', false],
])('what is read for the first time while it changes, and %s, is read again', async (_, isShown) => {
  const client = createQueryClient();
  const mayAnswer = Promise.withResolvers<void>();
  let stored = 'before';
  let reads = 0;
  const queryKey = ['list', 'all'];
  const options = {
    queryKey,
    queryFn: async () => {
      const found = stored;
      reads += 1;
      if (reads === 1) await mayAnswer.promise;
      return found;
    },
  };
  const observer = new QueryObserver(client, options);
  const leave = isShown ? observer.subscribe(() => undefined) : () => undefined;
  if (!isShown) void client.prefetchQuery(options);
  await vi.waitFor(() => expect(reads).toBe(1));
  stored = 'after';
  const isRead = client.invalidateQueries({ queryKey: ['list'] });
  mayAnswer.resolve();
  await isRead;
  if (!isShown) await client.fetchQuery(options);
  expect(client.getQueryData(queryKey)).toBe('after');
  leave();
  client.clear();
});
