import type { Attachment } from '@caseload/shared/attachments/attachment.ts';
import { attachment } from '@caseload/shared/attachments/attachment.ts';
import { uploadAttachment } from '@caseload/shared/attachments/endpoints.ts';
import { type SendFileOptions, sendFile } from '../api/sendFile.ts';

export type UploadOptions = SendFileOptions;

type NamedFile = { readonly name: string; readonly blob: Blob };

/** Uploads one file for a comment still to be sent; throws what `sendFile` throws. */
export function uploadFile(
  customerId: string,
  { name, blob }: NamedFile,
  options?: UploadOptions,
): Promise<Attachment> {
  const parts = { params: { id: customerId }, query: { name }, file: blob };
  return sendFile(uploadAttachment, attachment, parts, options);
}
