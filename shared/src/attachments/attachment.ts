import { z } from 'zod';
import { recordedAt } from '../contracts/values.ts';

export const ATTACHMENT_MAXIMUM_BYTES = 25 * 1024 * 1024;
export const ATTACHMENTS_PER_COMMENT = 10;

/** A file that belongs to a comment. `mediaType` is what its content was found to be. */
export const attachment = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    createdAt: recordedAt,
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.output<typeof attachment>;

/** Pictures that every browser shows without running anything in them. */
export const SHOWN_IMAGES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
]);
