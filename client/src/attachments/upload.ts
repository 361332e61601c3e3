import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import { attachment } from '@caseload/shared/attachments/attachment.ts';
import { uploadAttachment } from '@caseload/shared/attachments/endpoints.ts';
import { addressOf } from '../api/addressOf.ts';
import { isProblem, NetworkError, ProblemError, UnexpectedAnswerError } from '../api/errors.ts';
import { waitForSignIn } from '../api/sessionExpiry.ts';

export type UploadOptions = {
  readonly signal?: AbortSignal;
  /** Told how many bytes have left so far. */
  readonly onProgress?: (sentBytes: number) => void;
  /** `ask` (the default) shows sign-in over the page and uploads once more; `throw` just fails. */
  readonly whenSignedOut?: 'ask' | 'throw';
};

type NamedFile = { readonly name: string; readonly blob: Blob };

/**
 * Uploads one file for a comment still to be sent, like `call` but with progress, which `fetch` does not tell.
 * @throws {ProblemError} the server refused and said why
 * @throws {NetworkError} no answer arrived
 * @throws {UnexpectedAnswerError} the answer is none of the contract's
 */
export async function uploadFile(
  customerId: string,
  file: NamedFile,
  options: UploadOptions = {},
): Promise<Attachment> {
  let response = await send(customerId, file, options);
  if (response.status === 401 && options.whenSignedOut !== 'throw') {
    await waitForSignIn();
    response = await send(customerId, file, options);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw isProblem(answer) ? new ProblemError(answer) : new UnexpectedAnswerError(response);
  const { data } = attachment.safeParse(answer);
  if (data === undefined) throw new UnexpectedAnswerError(response);
  return data;
}

function send(customerId: string, { name, blob }: NamedFile, options: UploadOptions): Promise<Response> {
  const { signal, onProgress } = options;
  const { method, path } = uploadAttachment;
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = new XMLHttpRequest();
  const abort = () => request.abort();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', abort);
  request.open(method, addressOf(path, { params: { id: customerId }, query: { name } }));
  request.setRequestHeader('accept', 'application/json, application/problem+json');
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded }) => onProgress?.(loaded));
  request.addEventListener('load', () => resolve(responseOf(request)));
  request.addEventListener('error', () => reject(new NetworkError('no answer')));
  request.addEventListener('timeout', () => reject(new NetworkError('no answer')));
  request.addEventListener('abort', () => reject(signal?.reason));
  request.addEventListener('loadend', () => signal?.removeEventListener('abort', abort));
  request.send(blob);
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
