import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { cursor, id, pageLimit } from '../contracts/values.ts';
import { customerImport, delimiter, encoding, importSummary } from './import.ts';
import { importRules } from './importRules.ts';

const common = { feature: 'imports', access: 'session' } as const;
const params = z.strictObject({ id });

export const uploadImport = defineEndpoint({
  ...common,
  id: 'uploadImport',
  method: 'POST',
  path: '/api/imports',
  summary:
    'Upload a CSV file of at most 100 MB to import customers from; forgotten after a week unless it is imported; administrators only',
  consumes: 'application/octet-stream',
  query: z.strictObject({
    name: shortText(200),
    /** Only where what is found by itself is wrong. */
    encoding: encoding.optional(),
  }),
  responses: { 201: customerImport },
});

export const listImports = defineEndpoint({
  ...common,
  id: 'listImports',
  method: 'GET',
  path: '/api/imports',
  summary: 'Imports and what they did, newest first; administrators only',
  query: z.strictObject({ limit: pageLimit, cursor: cursor.optional() }),
  responses: { 200: z.strictObject({ items: z.array(importSummary), nextCursor: z.string().nullable() }) },
});

export const getImport = defineEndpoint({
  ...common,
  id: 'getImport',
  method: 'GET',
  path: '/api/imports/:id',
  summary: 'An import with its sample, its progress and what came of it; administrators only',
  params,
  responses: { 200: customerImport },
});

export const setImportMapping = defineEndpoint({
  ...common,
  id: 'setImportMapping',
  method: 'PUT',
  path: '/api/imports/:id/mapping',
  summary:
    'Say what the columns are, or how the file is to be read; an earlier check counts no more; administrators only',
  params,
  body: z
    .strictObject({ encoding, delimiter, rules: importRules })
    .exactPartial()
    .refine((body) => Object.keys(body).length > 0, 'must set something'),
  responses: { 200: customerImport },
});

export const checkImport = defineEndpoint({
  ...common,
  id: 'checkImport',
  method: 'POST',
  path: '/api/imports/:id/check',
  summary:
    'Begin to find out what the import would do, changing nothing; 409 `import-running` while another one works; administrators only',
  params,
  responses: { 200: customerImport },
});

export const downloadImportErrors = defineEndpoint({
  ...common,
  id: 'downloadImportErrors',
  method: 'GET',
  path: '/api/imports/:id/errors.csv',
  summary:
    'The rows that were left out by the last check or run: row, reason and the cells as they were; administrators only',
  produces: 'text/csv',
  params,
  responses: { 200: null },
});

export const runImport = defineEndpoint({
  ...common,
  id: 'runImport',
  method: 'POST',
  path: '/api/imports/:id/run',
  summary:
    'Begin to import what was checked, all of it or nothing; 409 `import-running` while another one works; administrators only',
  params,
  responses: { 200: customerImport },
});

export const cancelImport = defineEndpoint({
  ...common,
  id: 'cancelImport',
  method: 'POST',
  path: '/api/imports/:id/cancel',
  summary:
    'Ask the work under way to stop, should there be any; whatever it did is taken back; administrators only',
  params,
  responses: { 200: customerImport },
});

export const undoImport = defineEndpoint({
  ...common,
  id: 'undoImport',
  method: 'POST',
  path: '/api/imports/:id/undo',
  summary:
    'Begin to take an import back: created customers are archived, changed ones set back, where nobody changed them since; administrators only',
  params,
  responses: { 200: customerImport },
});
