import { z } from 'zod';
import { batch } from '../batches/batch.ts';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';

const common = { feature: 'tags', access: 'session' } as const;

/** Every tag that was ever given in the organisation, for suggestions. */
export const listTags = defineEndpoint({
  ...common,
  id: 'listTags',
  method: 'GET',
  path: '/api/tags',
  summary: 'The tags of the organisation by name, at most 1,000',
  responses: { 200: z.strictObject({ items: z.array(z.string()) }) },
});

export const countTags = defineEndpoint({
  ...common,
  id: 'countTags',
  method: 'GET',
  path: '/api/tags/counts',
  summary: 'The tags with the number of customers that have each, by name; administrators only',
  responses: {
    200: z.strictObject({
      items: z.array(
        z.strictObject({
          name: z.string(),
          customerCount: z.int().meta({ description: 'Customers that have it, archived ones too' }),
        }),
      ),
    }),
  },
});

/** As a customer's tags: see `customerFields`. */
const tag = shortText(50);
const tagNames = z
  .array(tag)
  .min(1)
  .max(50)
  .refine((list) => new Set(list).size === list.length, 'must not name a tag twice');

const done = z.strictObject({
  /** Every customer that had one of them; can be undone as every batch. Null when none had. */
  batch: batch.nullable(),
});

export const mergeTags = defineEndpoint({
  ...common,
  id: 'mergeTags',
  method: 'POST',
  path: '/api/tags/merges',
  summary:
    'Give all customers that have one of these tags another one in its place: to rename a tag, or to merge several; administrators only',
  idempotencyKey: true,
  body: z.strictObject({ tags: tagNames, into: tag }).refine(({ tags, into }) => !tags.includes(into), {
    error: 'is among the tags that go',
    path: ['into'],
  }),
  responses: { 200: done },
});

export const removeTags = defineEndpoint({
  ...common,
  id: 'removeTags',
  method: 'POST',
  path: '/api/tags/removals',
  summary: 'Take these tags from all customers and from the suggestions; administrators only',
  idempotencyKey: true,
  body: z.strictObject({ tags: tagNames }),
  responses: { 200: done },
});
