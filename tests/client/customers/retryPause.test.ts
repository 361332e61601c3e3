import {
  type ApiError,
  NetworkError,
  ProblemError,
  UnexpectedAnswerError,
} from '@caseload/client/api/errors.ts';
import { isOutcomeUnknown } from '@caseload/client/customers/isOutcomeUnknown.ts';
import { retryPause } from '@caseload/client/customers/retryPause.ts';
import type { Problem } from '@caseload/shared/contracts/problems.ts';
import { expect, it, test } from 'vitest';

const common = { title: 'x', instance: 'r' };
const busy = (retryAfterSeconds: number) =>
  new ProblemError({ ...common, type: 'busy', status: 503, retryAfterSeconds });
const internal = new ProblemError({ ...common, type: 'internal', status: 500 });

it('waits longer each time and then gives up', () => {
  const error = new NetworkError('x');
  expect([1, 2, 3, 4].map((tries) => retryPause(tries, error))).toEqual([500, 1_500, 3_000, null]);
});

it('honours what the server asks for, as far as a person would wait', () => {
  expect(retryPause(1, busy(2))).toBe(2_000);
  expect(retryPause(3, busy(1))).toBe(3_000);
  expect(retryPause(1, busy(30))).toBeNull();
});

it('does not hammer a server that fails', () => {
  expect(retryPause(1, internal)).toBeNull();
});

const refusals: Problem[] = [
  { ...common, type: 'forbidden', status: 403 },
  { ...common, type: 'validation', status: 400, issues: [] },
  { ...common, type: 'rate-limited', status: 429, retryAfterSeconds: 1 },
];
const answer = (status: number) => new UnexpectedAnswerError(new Response('{', { status }));

test.each<ApiError>([new NetworkError('x'), busy(1), internal, answer(502), answer(200)])(
  'after %s the write may have been done',
  (error) => {
    expect(isOutcomeUnknown(error)).toBe(true);
  },
);

test.each<ApiError>([answer(404), ...refusals.map((problem) => new ProblemError(problem))])(
  'after %s nothing was done',
  (error) => {
    expect(isOutcomeUnknown(error)).toBe(false);
  },
);
