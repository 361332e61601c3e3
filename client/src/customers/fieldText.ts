import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import type { Employee } from '@caseload/shared/employees/employee.ts';
import { priority } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import type { TFunction } from 'i18next';
import { formatDayAndTime } from '../time/formatTime.ts';
import { localeOf, type Place } from '../time/place.ts';

/** What it takes to put field values into words. */
export type FieldWords = Place & {
  readonly t: TFunction;
  readonly statuses: readonly Status[];
  readonly people: readonly Pick<Employee, 'id' | 'name'>[];
  /** The organisation's definitions; values without one are called by their name. */
  readonly customFields?: readonly CustomField[];
};

const NAMED = [
  'externalId',
  'createdAt',
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
] as const;

/** The name of a field for people; a custom field without a definition is called what it was called. */
export function fieldLabel(
  t: TFunction,
  field: string,
  customFields: readonly CustomField[] | undefined = [],
): string {
  const named = NAMED.find((name) => name === field);
  if (named !== undefined) return t(`words.field.${named}`);
  return definitionOf(customFields, field)?.label ?? customName(field);
}

/** What the organisation laid down about a custom field. */
export function definitionOf(customFields: readonly CustomField[], field: string): CustomField | undefined {
  return customFields.find(({ key }) => CUSTOM_FIELD_PREFIX + key === field);
}

function customName(field: string): string {
  return field.startsWith(CUSTOM_FIELD_PREFIX) ? field.slice(CUSTOM_FIELD_PREFIX.length) : field;
}

const TIMES: ReadonlySet<string> = new Set(['dueAt', 'followUpAt', 'createdAt']);

/** Whether there is nothing in a field. */
export function isBlank(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The value of a field for people, on one line unless the value itself has more. */
export function valueText(words: FieldWords, field: string, value: unknown): string {
  const { t } = words;
  if (field === 'assignedTo') return personText(words, value);
  if (isBlank(value)) return t('customers.nothing');
  if (typeof value === 'boolean') return value ? t('customers.yes') : t('customers.no');
  if (Array.isArray(value)) return value.join(', ');
  if (field === 'status') return words.statuses.find(({ key }) => key === value)?.label ?? String(value);
  if (field === 'priority') return priorityText(t, value);
  if (TIMES.has(field)) return timeText(words, String(value));
  return customText(words, field, value);
}

function customText({ language, customFields = [] }: FieldWords, field: string, value: unknown): string {
  const type = definitionOf(customFields, field)?.type;
  if (type === 'date' && typeof value === 'string') return dayText(language, value);
  if (type === 'number' && typeof value === 'number') return numberText(language, value);
  return String(value);
}

/** Grouped as the language does, with every digit that was given. */
export function numberText(language: string, value: number): string {
  return new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 20 }).format(value);
}

/** A calendar day, which is the same in every zone. */
export function dayText(language: string, day: string): string {
  const moment = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return day;
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(moment);
}

function personText({ t, people }: FieldWords, value: unknown): string {
  if (isBlank(value)) return t('customers.nobody');
  return people.find(({ id }) => id === value)?.name ?? t('customers.formerPerson');
}

function priorityText(t: TFunction, value: unknown): string {
  const { data } = priority.safeParse(value);
  return data === undefined ? String(value) : t(`words.priority.${data}`);
}

/** Day and time in the person's own zone. */
export function timeText(place: Place, time: string): string {
  const moment = new Date(time);
  return Number.isNaN(moment.getTime()) ? time : formatDayAndTime(moment, place);
}

/** `Status, Priority and Due` */
export function joinFields(
  { t, language, customFields }: Pick<FieldWords, 't' | 'language' | 'customFields'>,
  fields: readonly string[],
): string {
  const names = fields.map((field) => fieldLabel(t, field, customFields));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
