import type { Customer } from '@caseload/shared/customers/customer.ts';
import type { CustomField, CustomFieldType } from '@caseload/shared/customFields/customField.ts';
import type { Organisation } from '@caseload/shared/organisations/organisation.ts';
import type { Column, ColumnKind, Value } from './column.ts';

/** A customer with the id that it came with from elsewhere. */
export type ExportedCustomer = Customer & { readonly externalId: string | null };

/** What the file calls people and statuses, and which custom fields it has. */
export type CustomerWords = {
  readonly people: ReadonlyMap<string, string>;
  readonly organisation: Pick<Organisation, 'statuses' | 'customFields'>;
};

const KINDS: Readonly<Record<CustomFieldType, ColumnKind>> = {
  text: 'text',
  choice: 'text',
  number: 'number',
  date: 'date',
};

/** What a customer is made of, one column for each custom field, and last the values never defined. */
export function customerColumns({ people, organisation }: CustomerWords): Column<ExportedCustomer>[] {
  const statuses = new Map(organisation.statuses.map(({ key, label }) => [key, label]));
  const text = (
    name: string,
    width: number,
    valueOf: (customer: ExportedCustomer) => Value,
  ): Column<ExportedCustomer> => ({
    name,
    kind: 'text',
    width,
    valueOf,
  });
  const time = (
    name: string,
    valueOf: (customer: ExportedCustomer) => string | null,
  ): Column<ExportedCustomer> => ({
    name,
    kind: 'time',
    width: 20,
    valueOf,
  });
  const columns: Column<ExportedCustomer>[] = [
    text('id', 38, ({ id }) => id),
    text('name', 30, ({ name }) => name),
    text('email', 30, ({ email }) => email),
    text('phone', 18, ({ phone }) => phone),
    text('status', 14, ({ status }) => statuses.get(status) ?? status),
    text('priority', 10, ({ priority }) => priority),
    text('assigned to', 24, ({ assignedTo }) => nameOf(assignedTo, people)),
    time('due', ({ dueAt }) => dueAt),
    time('follow-up', ({ followUpAt }) => followUpAt),
    text('tags', 20, ({ tags }) => tags.join(', ')),
    text('notes', 50, ({ notes }) => notes),
    text('archived', 10, ({ archived }) => (archived ? 'yes' : 'no')),
    time('created', ({ createdAt }) => createdAt),
    time('updated', ({ updatedAt }) => updatedAt),
    { name: 'version', kind: 'number', width: 10, valueOf: ({ version }) => version },
    text('external id', 20, ({ externalId }) => externalId),
  ];
  const names = columns.map(({ name }) => name);
  for (const field of organisation.customFields) {
    const name = freeName(field, [...names, OTHERS]);
    names.push(name);
    columns.push({
      name,
      kind: KINDS[field.type],
      width: Math.min(Math.max(name.length + 2, 12), 40),
      valueOf: ({ fields }) => customValue(fields[field.key]),
    });
  }
  const defined = new Set(organisation.customFields.map(({ key }) => key));
  columns.push(text(OTHERS, 30, ({ fields }) => otherFields(fields, defined)));
  return columns;
}

/** Values under names that nobody defined; which there are is only known at the end of the file. */
const OTHERS = 'other fields';

/** No two columns have one name: the key, which is unique, tells them apart. */
function freeName({ key, label }: Pick<CustomField, 'key' | 'label'>, taken: readonly string[]): string {
  const same = taken.some((name) => name.toLowerCase() === label.toLowerCase());
  return same ? `${label} (${key})` : label;
}

const nameOf = (id: string | null, people: ReadonlyMap<string, string>) =>
  id === null ? null : (people.get(id) ?? id);

function customValue(value: Customer['fields'][string] | undefined): Value {
  return typeof value === 'boolean' ? String(value) : (value ?? null);
}

function otherFields(fields: Customer['fields'], defined: ReadonlySet<string>): string {
  const others = Object.entries(fields).filter(([name]) => !defined.has(name));
  return others.length === 0 ? '' : JSON.stringify(Object.fromEntries(others));
}
