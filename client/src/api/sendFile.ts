import type { EndpointDefinition } from '@caseload/shared/contracts/defineEndpoint.ts';
import type { z } from 'zod';
import { addressOf } from './addressOf.ts';
import { callerHeaders } from './caller.ts';
import { NetworkError, UnexpectedAnswerError } from './errors.ts';
import { heedSomebodyElse, refusalOf } from './refusal.ts';
import { holdForMyself, waitForSignIn } from './sessionExpiry.ts';

export type SendFileOptions = {
  readonly signal?: AbortSignal;
  /** Told how many bytes have left so far. */
  readonly onProgress?: (sentBytes: number) => void;
  /** `ask` (the default) shows sign-in over the page and uploads once more; `throw` just fails. */
  readonly whenSignedOut?: 'ask' | 'throw';
};

/** How long nothing may move, as long as `call` waits for a whole answer. */
const PATIENCE_MS = 90_000;

type Parts = { readonly params?: unknown; readonly query?: unknown };

/**
 * Sends a file as the body of a call, like `call` but with progress, which `fetch` does not tell.
 * @param answer what the endpoint answers with
 * @throws {ProblemError} the server refused and said why
 * @throws {NetworkError} no answer arrived
 * @throws {UnexpectedAnswerError} the answer is none of the contract's
 */
export async function sendFile<A extends z.ZodType>(
  endpoint: EndpointDefinition,
  answer: A,
  { file, ...parts }: Parts & { readonly file: Blob },
  options: SendFileOptions = {},
): Promise<z.output<A>> {
  await holdForMyself(options);
  let response = await send(endpoint, parts, file, options);
  await heedSomebodyElse(response);
  if (response.status === 401 && options.whenSignedOut !== 'throw') {
    await waitForSignIn();
    await holdForMyself(options);
    response = await send(endpoint, parts, file, options);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusalOf(response, body);
  const { data, success } = answer.safeParse(body);
  if (!success) throw new UnexpectedAnswerError(response);
  return data;
}

function send(
  { method, path }: EndpointDefinition,
  parts: Parts,
  file: Blob,
  { signal, onProgress }: SendFileOptions,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = new XMLHttpRequest();
  const abort = () => request.abort();
  // A connection that stands still ends by itself only after minutes, or never. One that moves may take its time.
  let patience: ReturnType<typeof setTimeout>;
  const bePatient = () => {
    clearTimeout(patience);
    patience = setTimeout(() => {
      reject(new NetworkError('no answer'));
      request.abort();
    }, PATIENCE_MS);
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', abort);
  request.open(method, addressOf(path, parts));
  request.setRequestHeader('accept', 'application/json, application/problem+json');
  request.setRequestHeader('content-type', 'application/octet-stream');
  for (const [name, value] of Object.entries(callerHeaders())) request.setRequestHeader(name, value);
  request.upload.addEventListener('progress', ({ loaded }) => {
    bePatient();
    onProgress?.(loaded);
  });
  request.addEventListener('load', () => resolve(responseOf(request)));
  request.addEventListener('error', () => reject(new NetworkError('no answer')));
  request.addEventListener('timeout', () => reject(new NetworkError('no answer')));
  request.addEventListener('abort', () => reject(signal?.reason));
  request.addEventListener('loadend', () => {
    clearTimeout(patience);
    signal?.removeEventListener('abort', abort);
  });
  bePatient();
  request.send(file);
  return promise;
}

/** The parts of an answer that its readers look at. */
function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ['retry-after', 'x-request-id']) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(request.responseText, { status: request.status, headers });
}
