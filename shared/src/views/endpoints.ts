import { z } from 'zod';
import { customerFilter } from '../assignedWork/customerFilter.ts';
import { sort } from '../assignedWork/endpoints.ts';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { timeZone } from '../contracts/timeZone.ts';
import { commaList, id, updatedAt } from '../contracts/values.ts';
import { view } from './view.ts';

const viewParams = z.strictObject({ id });
const settable = { name: shortText(60), filter: customerFilter, sort, shared: z.boolean() };

export const listViews = defineEndpoint({
  id: 'listViews',
  method: 'GET',
  path: '/api/views',
  feature: 'views',
  summary: 'The views of the person: built-in, shared and personal, in the order of their tabs',
  access: 'session',
  query: z.strictObject({
    include: commaList(z.enum(['counts'])).optional(),
    timeZone: timeZone.optional(),
  }),
  responses: { 200: z.strictObject({ items: z.array(view) }) },
});

export const createView = defineEndpoint({
  id: 'createView',
  method: 'POST',
  path: '/api/views',
  feature: 'views',
  summary: 'Save a view; only supervisors and administrators share one with the organisation',
  access: 'session',
  body: z.strictObject({ ...settable, shared: settable.shared.default(false) }),
  responses: { 201: view },
});

export const updateView = defineEndpoint({
  id: 'updateView',
  method: 'PATCH',
  path: '/api/views/:id',
  feature: 'views',
  summary: 'Change a saved view; 409 `outdated` when it changed since `updatedAt`',
  access: 'session',
  params: viewParams,
  body: z
    .strictObject({ updatedAt, ...z.strictObject(settable).exactPartial().shape })
    .refine((patch) => Object.keys(patch).length > 1, 'must change at least one part'),
  responses: { 200: view },
});

export const deleteView = defineEndpoint({
  id: 'deleteView',
  method: 'DELETE',
  path: '/api/views/:id',
  feature: 'views',
  summary: 'Delete a saved view; the customers in it are not touched',
  access: 'session',
  params: viewParams,
  responses: { 204: null },
});
