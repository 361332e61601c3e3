import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import { IMPORT_FIELDS } from '@caseload/shared/imports/importRules.ts';
import type { Status } from '@caseload/shared/organisations/organisation.ts';

/** Excel takes a file for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

type Fields = readonly Pick<CustomField, 'key' | 'type' | 'choices' | 'archived'>[];

/** A CSV file with every column an import knows and an example row; it can be imported as it is. */
export function templateCsv(statuses: readonly Status[], customFields: Fields): string {
  const inUse = customFields.filter(({ archived }) => !archived);
  const columns: readonly (readonly [string, string])[] = [
    ['externalId', 'C-1001'],
    ['name', 'Harbour Bakery'],
    ['email', 'post@bakery.example'],
    ['phone', '+49 40 123456'],
    ['status', statuses.find(({ archived }) => !archived)?.label ?? ''],
    ['priority', 'normal'],
    ['assignedTo', ''],
    ['dueAt', '2030-01-31'],
    ['followUpAt', ''],
    ['notes', 'Calls every Monday'],
    ['tags', 'bakery, harbour'],
    ...inUse.map((field): [string, string] => [columnOf(field), exampleOf(field)]),
  ];
  const rows = [columns.map(([name]) => name), columns.map(([, example]) => example)];
  return BYTE_ORDER_MARK + rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

/** Imports recognise a field of the organisation by its key; one that is called like a usual field has to be chosen. */
function columnOf({ key }: Fields[number]): string {
  const isUsual = IMPORT_FIELDS.some((field) => field.toLowerCase() === key.toLowerCase());
  return isUsual ? `fields.${key}` : key;
}

/** The address of a download of the text, made on the page. */
export function addressOfCsv(csv: string): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`;
}

function exampleOf({ type, choices }: Fields[number]): string {
  switch (type) {
    case 'number':
      return '12.5';
    case 'date':
      return '2030-01-31';
    case 'choice':
      return choices[0] ?? '';
    case 'text':
      return '';
  }
}

function cellOf(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
