import { z } from 'zod';
import { longText, shortText } from '../contracts/text.ts';
import { id, instant, recordedAt } from '../contracts/values.ts';

/** Most urgent first: the order of the sort key `priority`. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export const priority = z.enum(PRIORITIES);
export type Priority = z.output<typeof priority>;

export const statusKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/u, 'must be the key of a status')
  .meta({ description: "Key of one of the organisation's statuses" });

const customValue = z.union([longText(2_000), z.number(), z.boolean(), z.null()]);

const customFieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/u, 'must be the name of a custom field');

export const CUSTOM_VALUES_MAXIMUM = 50;

/** Custom values by name. In a PATCH only the named ones change, and `null` removes one. */
export const customFields = z
  .record(customFieldName, customValue)
  .refine(
    (fields) => Object.keys(fields).length <= CUSTOM_VALUES_MAXIMUM,
    `at most ${CUSTOM_VALUES_MAXIMUM} custom fields`,
  );
export type CustomFields = z.output<typeof customFields>;

export const TAGS_MAXIMUM = 50;

const tags = z
  .array(shortText(50))
  .max(TAGS_MAXIMUM)
  .refine((list) => new Set(list).size === list.length, 'must not repeat a tag');

export const NOTES_MAXIMUM = 20_000;

/** Everything about a customer that a person can change, with its bounds. */
export const customerFields = {
  name: shortText(200),
  email: z.email().max(320).nullable(),
  phone: shortText(50).nullable(),
  status: statusKey,
  priority,
  assignedTo: id.nullable(),
  archived: z.boolean(),
  dueAt: instant.nullable(),
  followUpAt: instant.nullable(),
  notes: longText(NOTES_MAXIMUM),
  tags,
  fields: customFields,
};

const summaryShape = {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  status: z.string(),
  priority,
  assignedTo: z.string().nullable(),
  archived: z.boolean(),
  dueAt: recordedAt.nullable(),
  followUpAt: recordedAt.nullable(),
  tags: z.array(z.string()),
  version: z.int(),
  createdAt: recordedAt,
  updatedAt: recordedAt,
};

/** A row of a list. `notes` is there when the list was asked to `include=notes`. */
export const customerSummary = z
  .strictObject({ ...summaryShape, notes: z.string().optional() })
  .meta({ id: 'CustomerSummary' });
export type CustomerSummary = z.output<typeof customerSummary>;

export const customer = z
  .strictObject({ ...summaryShape, notes: z.string(), fields: z.record(z.string(), customValue) })
  .meta({ id: 'Customer' });
export type Customer = z.output<typeof customer>;
