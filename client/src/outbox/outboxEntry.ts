import { problem } from '@caseload/shared/contracts/problems.ts';
import { z } from 'zod';

/**
 * A file of a comment on its way. `attachmentId` is there once the server has it; without it the content is
 * needed, and neither means that the browser lost it.
 */
export const outboxFile = z.object({
  name: z.string(),
  blob: z.instanceof(Blob).nullable(),
  attachmentId: z.string().nullable(),
});
export type OutboxFile = z.output<typeof outboxFile>;

/** A comment that the server has not acknowledged, as the browser keeps it. */
export const outboxEntry = z.object({
  key: z.string(),
  /** However often the comment is sent under it, it appears once. A refused one gets a new one. */
  operationId: z.string(),
  employeeId: z.string(),
  customerId: z.string(),
  /** For the list of what waits; null when it was not known. */
  customerName: z.string().nullable(),
  body: z.string(),
  files: z.array(outboxFile),
  writtenAt: z.iso.datetime(),
  phase: z.enum(['waiting', 'refused']),
  /** Why the server refused it. */
  refusal: problem.nullable().catch(null),
  /** Whether it was sent without hearing the outcome: then its text must not change any more. */
  mayHaveArrived: z.boolean(),
});
export type OutboxEntry = z.output<typeof outboxEntry>;

/** What is handed over to be sent. A file may have been uploaded already. */
export type NewComment = {
  readonly body: string;
  readonly files: readonly {
    readonly name: string;
    readonly blob: Blob | null;
    readonly attachmentId?: string | null;
  }[];
};

/** Whether a file is neither at the server nor in the browser any more. */
export function isLostFile({ blob, attachmentId }: OutboxFile): boolean {
  return blob === null && attachmentId === null;
}
