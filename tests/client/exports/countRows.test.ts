import { NetworkError, ProblemError } from '@caseload/client/api/errors.ts';
import { countRows } from '@caseload/client/exports/countRows.ts';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

const { signal } = new AbortController();
const count = (answer: () => Promise<Response>) => {
  vi.stubGlobal('fetch', answer);
  return countRows('/api/customers.csv', {}, signal);
};

it('reads the number from the answer without its rows, null where none is said', async () => {
  expect(await count(async () => new Response('rows', { headers: { 'x-total-count': '12' } }))).toBe(12);
  expect(await count(async () => new Response('rows'))).toBeNull();
});

it('says why it could not be counted', async () => {
  const problem = { type: 'busy', status: 503, title: 'Busy', instance: 'r-1', retryAfterSeconds: 5 };
  const refused = count(async () => Response.json(problem, { status: 503 }));
  await expect(refused).rejects.toThrow(ProblemError);
  await expect(count(() => Promise.reject(new TypeError('failed')))).rejects.toThrow(NetworkError);
});
