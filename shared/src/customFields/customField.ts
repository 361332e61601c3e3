import { z } from 'zod';
import { shortText } from '../contracts/text.ts';
import { recordedAt } from '../contracts/values.ts';

export const CUSTOM_FIELD_TYPES = ['text', 'number', 'date', 'choice'] as const;
export const customFieldType = z.enum(CUSTOM_FIELD_TYPES);
export type CustomFieldType = z.output<typeof customFieldType>;

/** Fields in use at once; archived ones do not count. */
export const CUSTOM_FIELDS_MAXIMUM = 50;

export const customFieldKey = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/u, 'must begin with a letter and have only letters, digits and _');

export const choices = z
  .array(shortText(100))
  .max(100)
  .refine((list) => new Set(list).size === list.length, 'must not repeat a choice');

/** A field the organisation added to its customers. Its value stands in `fields` under the key. */
export const customField = z
  .strictObject({
    key: z.string(),
    label: z.string(),
    type: customFieldType,
    /** For the type `choice` only, in the order they are shown. */
    choices: z.array(z.string()),
    position: z.int(),
    /** No longer offered; values already there stay. */
    archived: z.boolean(),
    updatedAt: recordedAt,
  })
  .meta({ id: 'CustomField' });
export type CustomField = z.output<typeof customField>;
