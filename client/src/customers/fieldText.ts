import type { Employee } from '@caseload/shared/employees/employee.ts';
import { priority } from '@caseload/shared/customers/customer.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';
import { CUSTOM_FIELD_PREFIX } from '@caseload/shared/rules/diffCustomer.ts';
import type { TFunction } from 'i18next';

/** What it takes to put field values into words. */
export type FieldWords = {
  readonly t: TFunction;
  readonly language: string;
  readonly statuses: readonly Status[];
  readonly people: readonly Pick<Employee, 'id' | 'name'>[];
};

const NAMED = [
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

/** The name of a field for people; custom fields are called what they were called. */
export function fieldLabel(t: TFunction, field: string): string {
  const named = NAMED.find((name) => name === field);
  return named === undefined ? customName(field) : t(`words.field.${named}`);
}

function customName(field: string): string {
  return field.startsWith(CUSTOM_FIELD_PREFIX) ? field.slice(CUSTOM_FIELD_PREFIX.length) : field;
}

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
  if (field === 'dueAt' || field === 'followUpAt') return timeText(words.language, String(value));
  return String(value);
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
export function timeText(language: string, time: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const moment = new Date(time);
  if (Number.isNaN(moment.getTime())) return time;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}

/** `Status, Priority and Due` */
export function joinFields(
  { t, language }: Pick<FieldWords, 't' | 'language'>,
  fields: readonly string[],
): string {
  const names = fields.map((field) => fieldLabel(t, field));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
