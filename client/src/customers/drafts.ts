import { customer as customerSchema } from '@caseload/shared/customers/customer.ts';
import { z } from 'zod';
import type { ThrottledStorage } from './throttledStorage.ts';

/** Half-typed text of one field, with the customer it was typed against, so that it rebases after a reload. */
const editDraft = z.object({
  text: z.string(),
  base: customerSchema,
  /** What was sent without hearing the outcome. */
  sent: z.string().nullable(),
  typedAt: z.iso.datetime(),
});
export type EditDraft = z.output<typeof editDraft>;

/** The drafts of one person about one customer: nobody sees another person's on a shared machine. */
export type Drafts = {
  readonly read: (field: string) => EditDraft | null;
  readonly write: (field: string, draft: EditDraft) => void;
  /** Forgets the draft, unless another tab has put a different text there. */
  readonly drop: (field: string, text: string) => void;
  readonly fields: () => string[];
};

type Place = { readonly employeeId: string; readonly customerId: string };

export function createDrafts(storage: ThrottledStorage, { employeeId, customerId }: Place): Drafts {
  const prefix = `caseload.draft/${employeeId}/${customerId}/`;

  function read(field: string): EditDraft | null {
    const parsed = editDraft.safeParse(storage.read(prefix + field));
    return parsed.success && parsed.data.base.id === customerId ? parsed.data : null;
  }

  return {
    read,
    write: (field, draft) => storage.write(prefix + field, draft),
    drop(field, text) {
      const kept = read(field);
      if (kept === null || kept.text === text) storage.remove(prefix + field);
    },
    fields: () => storage.keys(prefix).map((key) => key.slice(prefix.length)),
  };
}
