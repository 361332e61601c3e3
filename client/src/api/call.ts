import type {
  CallInput,
  EndpointDefinition,
  ResponseBody,
} from '@caseload/shared/contracts/defineEndpoint.ts';
import { addressOf } from './addressOf.ts';
import { callerHeaders } from './caller.ts';
import { NetworkError, UnexpectedAnswerError } from './errors.ts';
import { heedSomebodyElse, refusalOf } from './refusal.ts';
import { holdForMyself, isSomebodyElseHere, waitForSignIn } from './sessionExpiry.ts';

export type CallOptions = {
  readonly signal?: AbortSignal;
  /** Makes a repeated write happen once; keep the same key for every attempt at the same press. */
  readonly idempotencyKey?: string;
  /** `ask` (the default) shows sign-in over the page and sends the call once more; `throw` just fails. */
  readonly whenSignedOut?: 'ask' | 'throw';
  /** How long the whole answer may take, milliseconds; 90 s unless given, since batches have a minute. */
  readonly patienceMs?: number;
  /** Lets the request outlive the page, for what is written while it goes away; at most 64 kB in all. */
  readonly keepalive?: boolean;
};

/** For what the server answers within seconds, and for which something else waits. */
export const SHORT_PATIENCE_MS = 20_000;
const PATIENCE_MS = 90_000;

type Parts = { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown };

/**
 * Calls an endpoint and answers its body.
 * @throws {ProblemError} the server refused and said why
 * @throws {NetworkError} no answer arrived
 * @throws {UnexpectedAnswerError} the answer is none of the contract's
 */
export async function call<E extends EndpointDefinition>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions = {},
): Promise<ResponseBody<E>> {
  let response = await sendAsMyself(endpoint, input, options);
  const mayAsk = endpoint.access === 'session' && options.whenSignedOut !== 'throw';
  if (response.status === 401 && mayAsk) {
    await waitForSignIn();
    options.signal?.throwIfAborted();
    response = await sendAsMyself(endpoint, input, options);
  }
  if (!response.ok) throw refusalOf(response, await response.json().catch(() => null));
  return bodyOf(response);
}

/** What was read when somebody else had just signed in may be theirs, and is read again when that is over. */
async function sendAsMyself(
  endpoint: EndpointDefinition,
  input: Parts,
  options: CallOptions,
): Promise<Response> {
  if (endpoint.access === 'public') return send(endpoint, input, options);
  for (;;) {
    // Only then: what is written while the page goes away has no time to wait for anything.
    if (isSomebodyElseHere()) await holdForMyself(options);
    const response = await send(endpoint, input, options);
    await heedSomebodyElse(response);
    if (endpoint.method !== 'GET' || !isSomebodyElseHere()) return response;
  }
}

async function send(
  endpoint: EndpointDefinition,
  { body, ...parts }: Parts,
  { signal, idempotencyKey, keepalive, patienceMs = PATIENCE_MS }: CallOptions,
): Promise<Response> {
  const headers = new Headers({ accept: 'application/json, application/problem+json', ...callerHeaders() });
  // A connection that stands still ends by itself only after minutes, or never.
  const patience = AbortSignal.timeout(patienceMs);
  const init: RequestInit = {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
  };
  if (keepalive === true) init.keepalive = true;
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  if (endpoint.body !== undefined) {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(body);
  }
  const address = addressOf(endpoint.path, parts);
  try {
    return await fetch(address, init);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new NetworkError('no answer', { cause });
  }
}

/** Not checked again: the server holds its answers against the same contract in its tests. */
async function bodyOf<E extends EndpointDefinition>(response: Response): Promise<ResponseBody<E>> {
  const text = await response.text().catch((cause: unknown) => {
    throw new NetworkError('the answer broke off', { cause });
  });
  try {
    const body = text === '' ? undefined : JSON.parse(text);
    return body;
  } catch {
    throw new UnexpectedAnswerError(response);
  }
}
