import type { Customer } from '@caseload/shared/customers/customer.ts';
import type { CustomField } from '@caseload/shared/customFields/customField.ts';
import type { Organisation } from '@caseload/shared/organisations/organisation.ts';
import { type Cell, csvHead, csvLines } from './csv.ts';

/** What the file calls people and statuses, and which custom fields it has. */
export type CustomerWords = {
  readonly people: ReadonlyMap<string, string>;
  readonly organisation: Pick<Organisation, 'statuses' | 'customFields'>;
};

export type CustomerFile = {
  readonly head: string;
  readonly write: (customers: readonly Customer[]) => string;
};

type Column = { readonly name: string; readonly cellOf: (customer: Customer) => Cell };

/** A line for each customer: what it is made of, one column for each custom field, and last those never defined. */
export function customerFile({ people, organisation }: CustomerWords): CustomerFile {
  const statuses = new Map(organisation.statuses.map(({ key, label }) => [key, label]));
  const columns: Column[] = [
    { name: 'id', cellOf: ({ id }) => id },
    { name: 'name', cellOf: ({ name }) => name },
    { name: 'email', cellOf: ({ email }) => email ?? '' },
    { name: 'phone', cellOf: ({ phone }) => phone ?? '' },
    { name: 'status', cellOf: ({ status }) => statuses.get(status) ?? status },
    { name: 'priority', cellOf: ({ priority }) => priority },
    { name: 'assigned to', cellOf: ({ assignedTo }) => nameOf(assignedTo, people) },
    { name: 'due', cellOf: ({ dueAt }) => dueAt ?? '' },
    { name: 'follow-up', cellOf: ({ followUpAt }) => followUpAt ?? '' },
    { name: 'tags', cellOf: ({ tags }) => tags.join(', ') },
    { name: 'notes', cellOf: ({ notes }) => notes },
    { name: 'archived', cellOf: ({ archived }) => (archived ? 'yes' : 'no') },
    { name: 'created', cellOf: ({ createdAt }) => createdAt },
    { name: 'updated', cellOf: ({ updatedAt }) => updatedAt },
    { name: 'version', cellOf: ({ version }) => version },
  ];
  const names = columns.map(({ name }) => name);
  for (const field of organisation.customFields) {
    const name = freeName(field, [...names, OTHERS]);
    names.push(name);
    columns.push({ name, cellOf: ({ fields }) => valueCell(fields[field.key]) });
  }
  const defined = new Set(organisation.customFields.map(({ key }) => key));
  columns.push({ name: OTHERS, cellOf: ({ fields }) => otherFields(fields, defined) });
  return {
    head: csvHead(columns.map(({ name }) => name)),
    write: (customers) =>
      csvLines(customers.map((customer) => columns.map(({ cellOf }) => cellOf(customer)))),
  };
}

/** Values under names that nobody defined; which there are is only known at the end of the file. */
const OTHERS = 'other fields';

/** No two columns have one name: the key, which is unique, tells them apart. */
function freeName({ key, label }: Pick<CustomField, 'key' | 'label'>, taken: readonly string[]): string {
  const same = taken.some((name) => name.toLowerCase() === label.toLowerCase());
  return same ? `${label} (${key})` : label;
}

const nameOf = (id: string | null, people: ReadonlyMap<string, string>) =>
  id === null ? '' : (people.get(id) ?? id);

function valueCell(value: Customer['fields'][string] | undefined): Cell {
  if (value === null || value === undefined) return '';
  return typeof value === 'boolean' ? String(value) : value;
}

function otherFields(fields: Customer['fields'], defined: ReadonlySet<string>): string {
  const others = Object.entries(fields).filter(([name]) => !defined.has(name));
  return others.length === 0 ? '' : JSON.stringify(Object.fromEntries(others));
}
