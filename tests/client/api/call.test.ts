import { getCustomer, updateCustomer } from '@caseload/shared/customers/endpoints.ts';
import { listDemoPeople, signOut } from '@caseload/shared/session/endpoints.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { call } from '@caseload/client/api/call.ts';
import { callAs } from '@caseload/client/api/caller.ts';
import { NetworkError, ProblemError, UnexpectedAnswerError } from '@caseload/client/api/errors.ts';
import { subscribeToLimit } from '@caseload/client/api/limit.ts';
import {
  isSignInNeeded,
  isSomebodyElseHere,
  resumeAfterSignIn,
  somebodyElseSignedIn,
  subscribeToSignInNeeded,
} from '@caseload/client/api/sessionExpiry.ts';

const ID = '0190a000-0000-7000-8000-000000000001';
const read = { params: { id: ID } };
const unauthenticated = { type: 'unauthenticated', status: 401, title: 'Sign in', instance: 'r-1' };

afterEach(() => {
  vi.unstubAllGlobals();
  callAs(undefined);
  if (isSignInNeeded()) resumeAfterSignIn();
});

function answerWith(...answers: (() => Response)[]) {
  const fetch = vi.fn<typeof globalThis.fetch>(() => {
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new TypeError('failed')) : Promise.resolve(answer());
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers });

const signInAsked = () =>
  new Promise<void>((resolve) => {
    const stop = subscribeToSignInNeeded(() => {
      stop();
      resolve();
    });
  });

test('a write goes out as JSON under its idempotency key and answers the body', async () => {
  const fetch = answerWith(json(200, { id: ID }));
  const input = { params: { id: ID }, body: { updatedAt: '2026-11-21T09:30:00.123456Z', name: 'Ana' } };
  await expect(call(updateCustomer, input, { idempotencyKey: 'press-1' })).resolves.toEqual({ id: ID });
  const [address, init] = fetch.mock.calls[0] ?? [];
  const headers = new Headers(init?.headers);
  expect(address).toBe(`/api/customers/${ID}`);
  expect(init?.method).toBe('PATCH');
  expect(init?.body).toBe('{"updatedAt":"2026-11-21T09:30:00.123456Z","name":"Ana"}');
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('idempotency-key')).toBe('press-1');
});

test('an empty answer is undefined', async () => {
  answerWith(() => new Response(null, { status: 204 }));
  await expect(call(signOut, {})).resolves.toBeUndefined();
});

test('a problem is thrown typed, also with members of a newer server', async () => {
  answerWith(
    json(429, {
      type: 'rate-limited',
      status: 429,
      title: 'Slow',
      instance: 'r-2',
      retryAfterSeconds: 7,
      new: 1,
    }),
  );
  const error = await call(getCustomer, read).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ problem: { type: 'rate-limited', retryAfterSeconds: 7 } });
});

test.each([
  ['a type nobody knows', json(418, { type: 'teapot', status: 418, title: 'I', instance: 'r' })],
  [
    'a known type without its members',
    json(429, { type: 'rate-limited', status: 429, title: 'I', instance: 'r' }),
  ],
  ['the page of a proxy', () => new Response('<html>', { status: 502 })],
  ['an answer that is no JSON', () => new Response('<html>', { status: 200 })],
])('%s is an unexpected answer', async (_, answer) => {
  answerWith(answer);
  await expect(call(getCustomer, read)).rejects.toBeInstanceOf(UnexpectedAnswerError);
});

test('what a proxy says about waiting and the request id is kept', async () => {
  answerWith(
    () => new Response('', { status: 503, headers: { 'retry-after': '4', 'x-request-id': 'edge-9' } }),
  );
  await expect(call(getCustomer, read)).rejects.toMatchObject({
    status: 503,
    retryAfterSeconds: 4,
    requestId: 'edge-9',
  });
});

test('no answer is a network error, a cancelled call an abort', async () => {
  answerWith();
  await expect(call(getCustomer, read)).rejects.toBeInstanceOf(NetworkError);
  answerWith();
  await expect(call(getCustomer, read, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
});

test('calls that meet an ended session wait for one sign-in and are sent once more each', async () => {
  const fetch = answerWith(
    json(401, unauthenticated),
    json(401, unauthenticated),
    json(200, 'a'),
    json(200, 'b'),
  );
  const asked = signInAsked();
  const both = Promise.all([call(getCustomer, read), call(getCustomer, read)]);
  await asked;
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
  resumeAfterSignIn();
  await expect(both).resolves.toEqual(['a', 'b']);
  expect(fetch).toHaveBeenCalledTimes(4);
  expect(isSignInNeeded()).toBe(false);
});

test('a second 401 is thrown rather than asked about for ever', async () => {
  const fetch = answerWith(json(401, unauthenticated), json(401, unauthenticated));
  const asked = signInAsked();
  const failed = call(getCustomer, read).catch((error: unknown) => error);
  await asked;
  resumeAfterSignIn();
  expect(await failed).toMatchObject({
    problem: { type: 'unauthenticated' },
  });
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('a call cancelled while it waits is not sent again', async () => {
  const fetch = answerWith(json(401, unauthenticated), json(200, 'late'));
  const leaving = new AbortController();
  const asked = signInAsked();
  const failed = call(getCustomer, read, { signal: leaving.signal }).catch((error: unknown) => error);
  await asked;
  leaving.abort();
  resumeAfterSignIn();
  expect(await failed).toMatchObject({
    name: 'AbortError',
  });
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('while somebody else is signed in nothing goes out, and what was just read is read again', async () => {
  const fetch = answerWith(json(200, 'theirs'), json(200, 'mine'), json(200, { id: ID }));
  const reading = call(getCustomer, read);
  expect(fetch).toHaveBeenCalledTimes(1);
  somebodyElseSignedIn();
  const input = { params: { id: ID }, body: { updatedAt: '2026-11-21T09:30:00.123456Z', name: 'Ana' } };
  const writing = call(updateCustomer, input);
  await expect(call(getCustomer, read, { whenSignedOut: 'throw' })).rejects.toBeInstanceOf(NetworkError);
  await new Promise((resolve) => setImmediate(resolve));
  expect(fetch).toHaveBeenCalledTimes(1);
  resumeAfterSignIn();
  await expect(Promise.all([reading, writing])).resolves.toHaveLength(2);
  expect(await reading).not.toBe('theirs');
  expect(fetch).toHaveBeenCalledTimes(3);
});

test('what waited for a sign-in still waits when it was somebody else who signed in', async () => {
  const fetch = answerWith(json(401, unauthenticated), json(200, 'mine'));
  const asked = signInAsked();
  const reading = call(getCustomer, read);
  await asked;
  somebodyElseSignedIn();
  answerWith(json(200, []));
  await expect(call(listDemoPeople, {})).resolves.toEqual([]);
  vi.stubGlobal('fetch', fetch);
  expect(fetch).toHaveBeenCalledTimes(1);
  resumeAfterSignIn();
  await expect(reading).resolves.toBe('mine');
});

test('a call says whose page it is, and waits when the server says that somebody else is signed in', async () => {
  const fetch = answerWith(json(401, { ...unauthenticated, isSomebodyElse: true }), json(200, { id: ID }));
  callAs('ana');
  const asked = signInAsked();
  const input = { params: { id: ID }, body: { updatedAt: '2026-11-21T09:30:00.123456Z', name: 'Ana' } };
  const writing = call(updateCustomer, input);
  await asked;
  expect(isSomebodyElseHere()).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(new Headers(fetch.mock.calls[0]?.[1]?.headers).get('caseload-employee')).toBe('ana');
  resumeAfterSignIn();
  await expect(writing).resolves.toEqual({ id: ID });
});

test.each([
  ['a public call', () => call(listDemoPeople, {})],
  ['a call told to', () => call(getCustomer, read, { whenSignedOut: 'throw' })],
])('%s just fails with 401', async (_, make) => {
  answerWith(json(401, unauthenticated));
  await expect(make()).rejects.toBeInstanceOf(ProblemError);
  expect(isSignInNeeded()).toBe(false);
});

test('a connection that stands still is given up, and is no answer', async () => {
  vi.stubGlobal(
    'fetch',
    (_address: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true }),
      ),
  );
  await expect(call(getCustomer, read, { patienceMs: 10 })).rejects.toBeInstanceOf(NetworkError);
});

test('whoever was one call too many, the sign of the limit hears of it', async () => {
  const heard: ProblemError[] = [];
  const stop = subscribeToLimit((refusal) => heard.push(refusal));
  const limited = {
    type: 'rate-limited',
    status: 429,
    title: 'Later',
    retryAfterSeconds: 9,
    instance: 'r-2',
  };
  answerWith(json(429, limited), json(422, { ...limited, type: 'idempotency-mismatch', status: 422 }));
  const input = { params: { id: ID }, body: { updatedAt: '2026-11-21T09:30:00.123456Z', name: 'Ana' } };
  await expect(call(updateCustomer, input)).rejects.toBeInstanceOf(ProblemError);
  await expect(call(updateCustomer, input)).rejects.toBeInstanceOf(ProblemError);
  stop();
  expect(heard.map(({ problem }) => problem.status)).toEqual([429]);
});
