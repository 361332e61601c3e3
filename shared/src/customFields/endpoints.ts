import { z } from 'zod';
import { defineEndpoint } from '../contracts/defineEndpoint.ts';
import { shortText } from '../contracts/text.ts';
import { updatedAt } from '../contracts/values.ts';
import { choices, customField, customFieldKey, customFieldType } from './customField.ts';

const common = { feature: 'customFields', access: 'session' } as const;
const position = z.int().min(0).max(10_000);

export const listCustomFields = defineEndpoint({
  ...common,
  id: 'listCustomFields',
  method: 'GET',
  path: '/api/custom-fields',
  summary: 'The custom fields of the organisation in the order they are shown, archived ones last',
  responses: { 200: z.strictObject({ items: z.array(customField) }) },
});

export const createCustomField = defineEndpoint({
  ...common,
  id: 'createCustomField',
  method: 'POST',
  path: '/api/custom-fields',
  summary: 'Define a custom field; administrators only',
  body: z
    .strictObject({
      key: customFieldKey,
      label: shortText(60),
      type: customFieldType,
      choices: choices.default([]),
    })
    .refine(({ type, choices: list }) => (type === 'choice') === list.length > 0, {
      error: 'a field of the type choice has choices, and no other has',
      path: ['choices'],
    }),
  responses: { 201: customField },
});

export const updateCustomField = defineEndpoint({
  ...common,
  id: 'updateCustomField',
  method: 'PATCH',
  path: '/api/custom-fields/:key',
  summary:
    'Rename, reorder, archive or bring back a custom field, or change its choices; administrators only',
  params: z.strictObject({ key: customFieldKey }),
  body: z
    .strictObject({
      updatedAt,
      label: shortText(60).exactOptional(),
      choices: choices.exactOptional(),
      position: position.exactOptional(),
      archived: z.boolean().exactOptional(),
    })
    .refine((patch) => Object.keys(patch).length > 1, 'must change at least one part'),
  responses: { 200: customField },
});
