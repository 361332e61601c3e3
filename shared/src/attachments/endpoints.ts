import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { id } from '../contracts/values.ts';
import { attachment } from './attachment.ts';

const common = { feature: 'attachments', access: 'session' } as const;

export const uploadAttachment = defineEndpoint({
  ...common,
  id: 'uploadAttachment',
  method: 'POST',
  path: '/api/customers/:id/attachments',
  summary: 'Upload a file for a comment still to be sent; forgotten after a day without one',
  consumes: 'application/octet-stream',
  params: z.strictObject({ id }),
  query: z.strictObject({ name: shortText(200) }),
  responses: { 201: attachment },
});

export const downloadAttachment = defineEndpoint({
  ...common,
  id: 'downloadAttachment',
  method: 'GET',
  path: '/api/attachments/:id',
  summary: 'A file, as a download; pictures may be asked for with `show=inline`',
  produces: 'application/octet-stream',
  params: z.strictObject({ id }),
  query: z.strictObject({ show: z.enum(['inline']).optional() }),
  responses: { 200: null },
});

export const deleteAttachment = defineEndpoint({
  ...common,
  id: 'deleteAttachment',
  method: 'DELETE',
  path: '/api/attachments/:id',
  summary: 'Take back an upload of the person that no comment holds yet',
  params: z.strictObject({ id }),
  responses: { 204: null },
});
