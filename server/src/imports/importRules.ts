import { z } from 'zod';
import { customFields, priority, statusKey } from '@caseload/shared/customers/customer.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import { DATE_STYLES } from './readInstant.ts';
import { isTimeZone } from './zonedTime.ts';

/** What a column can be imported as; besides these, `fields.<name>` for every custom value. */
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

const importField = z.string().refine(isImportField, {
  error: ({ input }) =>
    `There is no field "${String(input)}". The fields are ${IMPORT_FIELDS.join(', ')} and fields.NAME, ` +
    'where NAME is made of letters, digits and _.',
});

function isImportField(field: string): boolean {
  if (IMPORT_FIELDS.some((known) => known === field)) return true;
  const name = field.slice(CUSTOM_FIELD_PREFIX.length);
  return isCustomField(field) && customFields.safeParse({ [name]: null }).success;
}

const mapping = z.strictObject({
  field: importField,
  /** A column's name, or several separated by commas, whose cells are joined. Compared without case. */
  columns: z.string().trim().min(1, 'A field needs the name of a column.'),
});
export type Mapping = z.output<typeof mapping>;

const mappings = z.array(mapping).superRefine((map, context) => {
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

const word = z.string().trim().min(1, 'A word of the file must not be empty.');

/** How the rows of a file become customers. Plain JSON, so that any door can ask for an import. */
export const importRules = z
  .strictObject({
    map: mappings,
    /** What the file's words for a status mean; the organisation's own keys and labels need no entry. */
    statuses: z.array(z.strictObject({ word, key: statusKey })).default([]),
    /** For empty cells and for words that mean nothing else; null rejects the latter. */
    statusDefault: statusKey.nullable().default(null),
    priorities: z.array(z.strictObject({ word, key: priority })).default([]),
    /** What the file's words for people mean: an e-mail address, code or name of somebody who exists. */
    assignees: z.array(z.strictObject({ word, person: word })).default([]),
    unknownAssignee: z.enum(['create', 'unassigned', 'reject']).default('reject'),
    dates: z.enum(DATE_STYLES).default('iso'),
    timeZone: z
      .string()
      .refine(isTimeZone, {
        error: ({ input }) => `There is no time zone "${String(input)}"; one is America/Los_Angeles.`,
      })
      .default('UTC'),
    /** What happens to a customer that an earlier import brought in. */
    existing: z.enum(['skip', 'update']).default('skip'),
  })
  .refine((rules) => rules.existing === 'skip' || rules.map.some(({ field }) => field === 'externalId'), {
    error: 'Existing customers can only be found to be updated when externalId is mapped.',
  });
export type ImportRules = z.output<typeof importRules>;
