import { createHash } from 'node:crypto';
import { type CustomerState, diffCustomer, flattenCustomer } from '@caseload/shared/rules/diffCustomer.ts';
import type { CustomFields } from '@caseload/shared/customers/customer.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { isCustomField } from './importRules.ts';
import type { Person } from './people.ts';
import type { ExistingRow, NewRow } from './queries.ts';
import type { Candidate, ImportedCustomer } from './readRow.ts';

type SharedField = keyof ImportedCustomer & keyof CustomerState;

/** A row that will be imported unless it was before. */
export type Incoming = {
  readonly candidate: Candidate;
  readonly person: Person | null;
  /** The same for the same row in every run: the external id, else a digest of the cells. */
  readonly identity: string;
};

/** What identifies a row of a file without external ids: its cells, and which of several equal rows it is. */
export function rowIdentity(
  cells: readonly string[],
  seen: ReadonlyMap<string, number>,
): {
  digest: string;
  identity: string;
} {
  const digest = createHash('sha256').update(JSON.stringify(cells)).digest('base64url');
  return { digest, identity: `${digest} ${seen.get(digest) ?? 0}` };
}

/**
 * The `operation_id` under which a customer reaches `version` by an import. It holds a space, which no
 * `Idempotency-Key` may, so nobody can use it up beforehand.
 */
export const operationOf = ({ candidate, identity }: Incoming, version: number) =>
  candidate.customer.externalId === null ? `import row ${identity}` : `import ${version} ${identity}`;

export function newRow({ candidate, person }: Incoming, id: string): NewRow {
  const { fields, ...rest } = candidate.customer;
  return { id, ...rest, fields: withoutNulls(fields), assignedTo: person?.id ?? null };
}

/** Every field that is set, from nothing to what it is. */
export function changesOfNew({ id, externalId, createdAt, ...state }: NewRow): FieldChange[] {
  const set = [
    ...flattenCustomer(state),
    ['externalId', externalId] as const,
    ['createdAt', createdAt] as const,
  ];
  return set
    .filter(([field, value]) => isSet(field, value))
    .map(([field, to]) => ({ field, from: null, to }));
}

function isSet(field: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== '' && (value !== false || isCustomField(field));
}

/** The customer as the row wants it, with what that changes. Fields the row does not speak of stay. */
export function changesOfExisting(
  { candidate, person }: Incoming,
  existing: ExistingRow,
): { state: CustomerState; changes: FieldChange[] } {
  const { customer, given } = candidate;
  const choose = <K extends SharedField>(field: K): ImportedCustomer[K] | ExistingRow[K] =>
    given.has(field) ? customer[field] : existing[field];
  const wanted = {
    name: choose('name'),
    email: choose('email'),
    phone: choose('phone'),
    status: choose('status'),
    priority: choose('priority'),
    assignedTo: candidate.assignee === undefined ? existing.assignedTo : (person?.id ?? null),
    archived: choose('archived'),
    dueAt: choose('dueAt'),
    followUpAt: choose('followUpAt'),
    notes: choose('notes'),
    tags: choose('tags'),
    fields: { ...existing.fields, ...customer.fields },
  };
  return {
    state: { ...wanted, fields: withoutNulls(wanted.fields) },
    changes: diffCustomer(existing, wanted),
  };
}

function withoutNulls(fields: CustomFields): CustomFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
