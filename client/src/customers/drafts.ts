import { customer as customerSchema } from '@caseload/shared/customers/customer.ts';
import type { Draft } from '@caseload/shared/desk/endpoints.ts';
import { problem } from '@caseload/shared/contracts/problems.ts';
import { z } from 'zod';
import { fieldDraftPrefix } from './draftPlaces.ts';
import type { ThrottledStorage } from './throttledStorage.ts';

/** How the last save of a text ended, when it did not end well. */
const ended = z.discriminatedUnion('is', [
  z.object({ is: z.enum(['lost', 'undecided']) }),
  z.object({ is: z.literal('refused'), problem: problem.nullable().catch(null) }),
]);

/** Half-typed text of one field, with the customer it was typed against, so that it rebases after a reload. */
const editDraft = z.object({
  text: z.string(),
  base: customerSchema,
  /** What was sent without hearing the outcome. */
  sent: z.string().nullable(),
  ended: ended.nullable().catch(null),
  typedAt: z.iso.datetime(),
});
export type EditDraft = z.output<typeof editDraft>;

/** The drafts of one person about one customer: nobody sees another person's on a shared machine. */
export type Drafts = {
  readonly read: (field: string) => EditDraft | null;
  /** The same for somebody who does not go on with it. */
  readonly peek: (field: string) => EditDraft | null;
  readonly write: (field: string, draft: EditDraft) => void;
  /** Forgets the draft of this window. */
  readonly drop: (field: string) => void;
  readonly fields: () => string[];
};

type Place = { readonly employeeId: string; readonly customerId: string };

export function createDrafts(storage: ThrottledStorage, { employeeId, customerId }: Place): Drafts {
  const prefix = fieldDraftPrefix({ employeeId, customerId });

  function draftIn(value: unknown): EditDraft | null {
    const { data } = editDraft.safeParse(value);
    return data?.base.id === customerId ? data : null;
  }

  return {
    read: (field) => draftIn(storage.read(prefix + field)),
    peek: (field) => draftIn(storage.peek(prefix + field)),
    write: (field, draft) => storage.write(prefix + field, draft),
    drop: (field) => storage.remove(prefix + field),
    fields: () => storage.keys(prefix).map((key) => key.slice(prefix.length)),
  };
}

const content = z.record(z.string(), z.json());
const editContent = editDraft.omit({ typedAt: true, ended: true });
const textContent = z.object({ text: z.string() });

/** What the server is to keep of a stored draft, so that another device can go on with it; null for none at all. */
export function contentOf(value: unknown): Draft['content'] | null {
  if (typeof value === 'string') return { text: value };
  return content.safeParse(editContent.safeParse(value).data).data ?? null;
}

/** The text of a draft, whatever it belongs to. */
export function textOf({ content: kept }: Pick<Draft, 'content'>): string {
  return textContent.safeParse(kept).data?.text ?? '';
}

/** A field's draft from another device, of this customer; null when it is none that this page understands. */
export function editDraftOf({ content: kept, customerId, typedAt }: Draft): EditDraft | null {
  const { data } = editContent.safeParse(kept);
  return data?.base.id === customerId ? { ...data, ended: null, typedAt } : null;
}
