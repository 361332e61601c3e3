import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { id, instant, recordedAt } from '../contracts/values.ts';

const common = { feature: 'desk', access: 'session' } as const;
const customerParams = z.strictObject({ id });

/** `comment`, or `field.<name>` for text typed into a field and not yet saved. */
export const draftKind = z
  .string()
  .max(100)
  .regex(/^(?:comment|field\.[A-Za-z][A-Za-z0-9_.]*)$/u, 'must be `comment` or `field.<name>`');

/** Made once per browser: two devices never write over each other's drafts. */
export const device = z.string().regex(/^[A-Za-z0-9-]{8,64}$/u, 'must be the id of a device');

export const DRAFT_MAXIMUM_BYTES = 100_000;

/** What a client needs to go on with a draft; the server keeps it as it is. */
const content = z.record(z.string().max(100), z.json());

export const draft = z
  .strictObject({
    customerId: z.string(),
    kind: z.string(),
    device: z.string(),
    content: z.record(z.string(), z.json()),
    typedAt: recordedAt,
  })
  .meta({ id: 'Draft' });
export type Draft = z.output<typeof draft>;

/** What one person left at a customer: how far they had read, and what they had begun to type, on any device. */
export const getDesk = defineEndpoint({
  ...common,
  id: 'getDesk',
  method: 'GET',
  path: '/api/customers/:id/desk',
  summary: 'What the person left at this customer: the last action seen, and drafts of all devices',
  params: customerParams,
  responses: {
    200: z.strictObject({
      seenActionId: z.string().nullable(),
      visitedAt: recordedAt.nullable(),
      drafts: z.array(draft),
    }),
  },
});

export const recordVisit = defineEndpoint({
  ...common,
  id: 'recordVisit',
  method: 'PUT',
  path: '/api/customers/:id/desk/visit',
  summary: 'Remember the newest action the person has seen of this customer; an older one changes nothing',
  params: customerParams,
  body: z.strictObject({ seenActionId: id }),
  responses: { 204: null },
});

export const listDrafts = defineEndpoint({
  ...common,
  id: 'listDrafts',
  method: 'GET',
  path: '/api/drafts',
  summary: 'Every draft of the person, newest first, at most 200',
  responses: { 200: z.strictObject({ items: z.array(draft) }) },
});

export const saveDraft = defineEndpoint({
  ...common,
  id: 'saveDraft',
  method: 'PUT',
  path: '/api/customers/:id/desk/drafts/:kind',
  summary: 'Keep what was typed; an earlier `typedAt` of the same device changes nothing',
  params: z.strictObject({ id, kind: draftKind }),
  body: z.strictObject({ device, content, typedAt: instant }),
  responses: { 204: null },
});

export const deleteDraft = defineEndpoint({
  ...common,
  id: 'deleteDraft',
  method: 'DELETE',
  path: '/api/customers/:id/desk/drafts/:kind/:device',
  summary: 'Forget a draft of one device; also answers 204 when there was none',
  params: z.strictObject({ id, kind: draftKind, device }),
  responses: { 204: null },
});
