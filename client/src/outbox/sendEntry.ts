import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import type { CustomerAction } from '@caseload/shared/customerActions/action.ts';
import { problemOf } from '../api/errors.ts';
import { isLostFile, type OutboxEntry } from './outboxEntry.ts';
import { type Failure, failureOf } from './failure.ts';

/** Uploads a file for a comment still to be sent. Throws what `call` throws, also when nobody is signed in. */
export type UploadFile = (
  customerId: string,
  file: { readonly name: string; readonly blob: Blob },
) => Promise<Attachment>;

/** Posts a comment under its operation id. Throws what `call` throws, also when nobody is signed in. */
export type PostComment = (
  customerId: string,
  comment: { readonly body: string; readonly attachmentIds: readonly string[] },
  operationId: string,
) => Promise<CustomerAction>;

export type Sent = { readonly kind: 'posted'; readonly action: CustomerAction } | Failure;

export type SendParts = {
  readonly upload: UploadFile;
  readonly post: PostComment;
  /** Remembers how far the sending came, so that a page that dies in between goes on from there. */
  readonly remember: (entry: OutboxEntry) => Promise<void>;
};

/** A file that neither the server nor the browser has any more. */
export class LostFileError extends Error {
  override readonly name = 'LostFileError';
}

/** One attempt: the files first, then the comment that names them. */
export async function sendEntry(entry: OutboxEntry, parts: SendParts): Promise<Sent> {
  const sent = await attempt(entry, parts);
  if (sent.kind !== 'refused' || !isForgottenUpload(sent.error, entry)) return sent;
  // Uploads without a comment are forgotten after a day; the browser still has the files.
  const files = entry.files.map((file) => ({ ...file, attachmentId: null }));
  return attempt({ ...entry, files }, parts);
}

async function attempt(entry: OutboxEntry, parts: SendParts): Promise<Sent> {
  let current = entry;
  try {
    for (const [index, file] of entry.files.entries()) {
      if (file.attachmentId !== null) continue;
      if (file.blob === null) return { kind: 'refused', error: new LostFileError(file.name) };
      const { id } = await parts.upload(entry.customerId, { name: file.name, blob: file.blob });
      const files = current.files.with(index, { ...file, attachmentId: id });
      current = { ...current, files };
      await parts.remember(current);
    }
  } catch (error) {
    return failureOf(error);
  }
  try {
    await parts.remember({ ...current, mayHaveArrived: true });
    const attachmentIds = current.files.flatMap(({ attachmentId }) => attachmentId ?? []);
    const action = await parts.post(entry.customerId, { body: entry.body, attachmentIds }, entry.operationId);
    return { kind: 'posted', action };
  } catch (error) {
    const failure = failureOf(error);
    // It was not even looked at, so it has not arrived unless it did before.
    if (failure.kind === 'signedOut' || (failure.kind === 'later' && !failure.isUnknown))
      await parts.remember(current);
    return failure;
  }
}

function isForgottenUpload(error: Error, { files }: OutboxEntry): boolean {
  const problem = problemOf(error);
  const isAboutFiles =
    problem?.type === 'validation' &&
    problem.issues.some(({ pointer }) => pointer.startsWith('/attachmentIds'));
  const wasUploaded = files.some(({ attachmentId }) => attachmentId !== null);
  return isAboutFiles && wasUploaded && !files.some((file) => isLostFile({ ...file, attachmentId: null }));
}
