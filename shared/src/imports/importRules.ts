import { z } from 'zod';
import { isTimeZone } from '../contracts/timeZone.ts';
import { customFields, priority, statusKey } from '../customers/customer.ts';
import { CUSTOM_FIELD_PREFIX } from '../rules/diffCustomer.ts';

/** What a column can be imported as; besides these, `fields.<key>` for every custom field. */
export const IMPORT_FIELDS = [
  'name',
  'email',
  'phone',
  'status',
  'priority',
  'assignedTo',
  'archived',
  'dueAt',
  'followUpAt',
  'notes',
  'tags',
  'createdAt',
  'externalId',
] as const;

const ofSeveralColumns: ReadonlySet<string> = new Set(['name', 'phone', 'notes', 'tags', 'externalId']);

export const isCustomField = (field: string) => field.startsWith(CUSTOM_FIELD_PREFIX);
export const canJoinColumns = (field: string) => isCustomField(field) || ofSeveralColumns.has(field);

/** How times are written in a file: `us` month first, `eu` day first, `iso` year first. */
export const DATE_STYLES = ['iso', 'us', 'eu'] as const;
export type DateStyle = (typeof DATE_STYLES)[number];

const importField = z.string().refine(isImportField, {
  error: ({ input }) =>
    `There is no field "${echo(input)}". The fields are ${IMPORT_FIELDS.join(', ')} and fields.NAME, ` +
    'where NAME is made of letters, digits and _.',
});

/** A word as it was given, not as long as it was given. */
const echo = (input: unknown) => String(input).slice(0, 60).toWellFormed();

function isImportField(field: string): boolean {
  if (IMPORT_FIELDS.some((known) => known === field)) return true;
  const name = field.slice(CUSTOM_FIELD_PREFIX.length);
  return isCustomField(field) && customFields.safeParse({ [name]: null }).success;
}

const columnName = z.string().trim().min(1, 'A field needs the name of a column.').max(1_000);

const mapping = z.strictObject({
  field: importField,
  /** Names of columns, compared without case; the cells of several are joined. */
  columns: z.array(columnName).min(1).max(20),
});
export type Mapping = z.output<typeof mapping>;

const mappings = z
  .array(mapping)
  .max(100)
  .superRefine((map, context) => {
    const fields = map.map(({ field }) => field);
    const twice = fields.find((field, i) => fields.indexOf(field) !== i);
    if (twice !== undefined) {
      context.addIssue({
        code: 'custom',
        message: `The field ${twice} is mapped twice; several columns are given as ${twice}=A,B.`,
      });
    }
    if (!fields.includes('name')) {
      context.addIssue({ code: 'custom', message: 'The field name must be mapped: every customer has one.' });
    }
  });

const word = z.string().trim().min(1, 'A word of the file must not be empty.').max(1_000);
const WORDS_MAXIMUM = 1_000;

/** What happens to a customer that an earlier import brought in. */
const existing = z.enum(['skip', 'update'], {
  error:
    'Existing customers are either skipped or updated: an external id belongs to one customer, so there is no making a second one.',
});

/** How the rows of a file become customers. Plain JSON, so that any door can ask for an import. */
export const importRules = z
  .strictObject({
    map: mappings,
    /** What the file's words for a status mean; the organisation's own keys and labels need no entry. */
    statuses: z
      .array(z.strictObject({ word, key: statusKey }))
      .max(WORDS_MAXIMUM)
      .default([]),
    /** For empty cells and for words that mean nothing else; null rejects the latter. */
    statusDefault: statusKey.nullable().default(null),
    priorities: z
      .array(z.strictObject({ word, key: priority }))
      .max(WORDS_MAXIMUM)
      .default([]),
    /** What the file's words for people mean: an e-mail address, code or name of somebody who exists. */
    assignees: z
      .array(z.strictObject({ word, person: word }))
      .max(WORDS_MAXIMUM)
      .default([]),
    unknownAssignee: z.enum(['create', 'unassigned', 'reject']).default('reject'),
    dates: z.enum(DATE_STYLES).default('iso'),
    timeZone: z
      .string()
      .refine(isTimeZone, {
        error: ({ input }) => `There is no time zone "${echo(input)}"; one is America/Los_Angeles.`,
      })
      .default('UTC'),
    existing: existing.default('skip'),
  })
  .refine((rules) => rules.existing === 'skip' || rules.map.some(({ field }) => field === 'externalId'), {
    error: 'Existing customers can only be found to be updated when externalId is mapped.',
    path: ['existing'],
  });
export type ImportRules = z.output<typeof importRules>;
