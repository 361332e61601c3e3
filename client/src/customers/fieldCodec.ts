import { type Customer, customer, priority } from '@caseload/shared/customers/customer.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import type { CustomerChange } from '../conflicts/customerChange.ts';
import { typeOfCustomField } from '../customFields/customFieldTypes.ts';
import { readNumber } from '../customFields/readNumber.ts';

type CustomValue = Customer['fields'][string];

/** A field as the text a person edits, and back. `toChange` is null while the text stands for no value yet. */
export type FieldCodec = {
  readonly toText: (customer: Customer) => string;
  readonly toChange: (text: string, base: Customer) => CustomerChange | null;
};

/** What separates tags in their text; a tag is one line. */
export const TAG_SEPARATOR = '\n';

/** The text of a custom value that is to be removed; nobody can type it, since NUL is no text to store. */
export const REMOVED = '\u0000';

/** The text of a custom value that is to be that very value, whatever the customer holds: as JSON behind the same NUL. */
export function markedText(value: CustomValue): string {
  return value === null ? REMOVED : REMOVED + JSON.stringify(value);
}

export function isMarked(text: string): boolean {
  return text.startsWith(REMOVED);
}

const CODECS: Readonly<Record<string, FieldCodec>> = {
  name: { toText: (c) => c.name, toChange: (text) => ({ name: text.trim() }) },
  email: { toText: (c) => c.email ?? '', toChange: (text) => ({ email: text.trim() || null }) },
  phone: { toText: (c) => c.phone ?? '', toChange: (text) => ({ phone: text.trim() || null }) },
  status: { toText: (c) => c.status, toChange: (text) => ({ status: text }) },
  priority: { toText: (c) => c.priority, toChange: priorityChange },
  assignedTo: { toText: (c) => c.assignedTo ?? '', toChange: (text) => ({ assignedTo: text || null }) },
  archived: { toText: (c) => String(c.archived), toChange: (text) => ({ archived: text === 'true' }) },
  // A moment in ISO 8601; the control shows it in the person's zone.
  dueAt: { toText: (c) => c.dueAt ?? '', toChange: (text) => timeChange(text, (dueAt) => ({ dueAt })) },
  followUpAt: {
    toText: (c) => c.followUpAt ?? '',
    toChange: (text) => timeChange(text, (followUpAt) => ({ followUpAt })),
  },
  tags: {
    toText: (c) => c.tags.join(TAG_SEPARATOR),
    toChange: (text) => ({ tags: text.split(TAG_SEPARATOR).filter((tag) => tag !== '') }),
  },
  notes: { toText: (c) => c.notes, toChange: (text) => ({ notes: text }) },
};

/** Custom values are `fields.<name>`; one of no customer yet reads as empty text. */
export function fieldCodec(field: string): FieldCodec {
  const codec = CODECS[field];
  if (codec !== undefined) return codec;
  const name = field.slice(CUSTOM_FIELD_PREFIX.length);
  return {
    toText: ({ fields }) => String(fields[name] ?? ''),
    toChange: (text, { fields }) => {
      const value = isMarked(text) ? markedValue(text) : customValue(name, text, fields[name]);
      return value === undefined ? null : { fields: { [name]: value } };
    },
  };
}

function markedValue(text: string): CustomValue | undefined {
  if (text === REMOVED) return null;
  try {
    return customer.shape.fields.valueType.safeParse(JSON.parse(text.slice(REMOVED.length))).data;
  } catch {
    // Pasted with the NUL of somewhere else.
    return undefined;
  }
}

/** Undefined while the text stands for no value of the field's type; without a definition every text is one. */
function customValue(name: string, text: string, before: CustomValue | undefined): CustomValue | undefined {
  const type = typeOfCustomField(name);
  if (type === null) return freeValue(text, before);
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return type === 'number' ? (readNumber(trimmed) ?? undefined) : trimmed;
}

/** A number stays a number and a yes a yes as long as the text can be read so. */
function freeValue(text: string, before: CustomValue | undefined): CustomValue {
  if (typeof before === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  const number = Number(text);
  if (typeof before === 'number' && text.trim() !== '' && Number.isFinite(number)) return number;
  return text;
}

function priorityChange(text: string): CustomerChange | null {
  const { data } = priority.safeParse(text);
  return data === undefined ? null : { priority: data };
}

function timeChange(text: string, toChange: (time: string | null) => CustomerChange): CustomerChange | null {
  if (text === '') return toChange(null);
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : toChange(moment.toISOString());
}
