import { expect, test } from 'vitest';
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
