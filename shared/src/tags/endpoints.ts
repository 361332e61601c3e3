import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';

/** Every tag that was ever given in the organisation, for suggestions. */
export const listTags = defineEndpoint({
  id: 'listTags',
  method: 'GET',
  path: '/api/tags',
  feature: 'tags',
  summary: 'The tags of the organisation by name, at most 1,000',
  access: 'session',
  responses: { 200: z.strictObject({ items: z.array(z.string()) }) },
});
