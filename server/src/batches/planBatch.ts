import type { BatchLoad } from '@caseload/shared/batches/batch.ts';
import type { SkipReason } from '@caseload/shared/batches/skippedCustomer.ts';
import type { BulkChangeRequest, ReassignmentRequest } from '@caseload/shared/batches/endpoints.ts';
import type { FieldChange } from '@caseload/shared/customerActions/action.ts';
import { TAGS_MAXIMUM } from '@caseload/shared/customers/customer.ts';
import { sameFieldValue } from '@caseload/shared/rules/diffCustomer.ts';
import type { BatchPerson, BatchRow } from './queries.ts';
import { splitCustomers } from './splitCustomers.ts';

/** What becomes of one customer. `version` is what the changes are based on; null when it does not exist. */
export type PlannedItem = {
  readonly customerId: string;
  readonly version: number | null;
  readonly changes: FieldChange[];
  readonly reason: SkipReason | null;
};

/** A customer of the selection as it was found; `seenAs` is the state the caller saw, where they said. */
export type SelectedRow = {
  readonly id: string;
  readonly row: BatchRow | undefined;
  readonly seenAs?: string;
};

/** The values a customer shall have; only those that a batch sets. */
type Wanted = Readonly<Partial<Omit<BatchRow, 'id' | 'version' | 'updatedAt'>>>;
export type Wish = (row: BatchRow) => Wanted;

/** What each customer of the selection would become, and why not. Decides nothing about time: see `applyBatch`. */
export function planItems(
  selected: readonly SelectedRow[],
  wish: Wish,
  people: ReadonlyMap<string, BatchPerson>,
  archivedToo = false,
): PlannedItem[] {
  return selected.map(({ id, row, seenAs }) => {
    const version = row?.version ?? null;
    const skip = (reason: SkipReason): PlannedItem => ({ customerId: id, version, changes: [], reason });
    if (row === undefined) return skip('not-found');
    if (seenAs !== undefined && seenAs !== row.updatedAt) return skip('changed');
    const wanted = wish(row);
    if (row.archived && !archivedToo && wanted.archived !== false) return skip('archived');
    if ((wanted.tags?.length ?? 0) > TAGS_MAXIMUM) return skip('too-many-tags');
    const changes = changesTo(row, wanted);
    if (changes.length === 0) return skip('unchanged');
    const target = wanted.assignedTo;
    if (typeof target === 'string' && !people.get(target)?.active) return skip('inactive-target');
    return { customerId: id, version, changes, reason: null };
  });
}

function changesTo(row: BatchRow, wanted: Wanted): FieldChange[] {
  const present: Readonly<Record<string, unknown>> = row;
  return Object.entries(wanted)
    .filter(([field, value]) => !sameFieldValue(field, present[field], value))
    .map(([field, to]) => ({ field, from: present[field] ?? null, to }));
}

/** Gives every selected customer its new person. */
export function reassignmentWish(
  request: Pick<ReassignmentRequest, 'assignedTo' | 'assignees' | 'split'>,
  rows: readonly BatchRow[],
  open: ReadonlyMap<string, number>,
  isOpen: (row: BatchRow) => boolean,
): Wish {
  const { assignees, assignedTo = null } = request;
  if (assignees === undefined) return () => ({ assignedTo });
  const candidates = rows
    .filter(({ archived }) => !archived)
    .map((row) => ({ id: row.id, assignedTo: row.assignedTo, isOpen: isOpen(row) }));
  const targets = splitCustomers(candidates, assignees, request.split, open);
  return (row) => ({ assignedTo: targets.get(row.id) ?? row.assignedTo });
}

/** The same change for every customer; tags are added to and taken from what each one has. */
export function bulkChangeWish({ addTags, removeTags, ...set }: BulkChangeRequest['changes']): Wish {
  if (addTags === undefined && removeTags === undefined) return () => set;
  return (row) => ({ ...set, tags: tagsOf(row.tags, addTags ?? [], removeTags ?? []) });
}

const tagsOf = (present: readonly string[], added: readonly string[], removed: readonly string[]) =>
  [...new Set([...present, ...added])].filter((tag) => !removed.includes(tag));

/** Open customers of everybody who gives or takes, without and with the planned changes; busiest afterwards first. */
export function loadsOf(
  items: readonly PlannedItem[],
  now: {
    readonly rows: readonly BatchRow[];
    readonly people: ReadonlyMap<string, BatchPerson>;
    /** How many open customers each of those who give or take holds. */
    readonly open: ReadonlyMap<string, number>;
    readonly isOpen: (row: BatchRow) => boolean;
  },
): BatchLoad[] {
  const { people, open, isOpen } = now;
  const rows = new Map(now.rows.map((row) => [row.id, row]));
  const moved = new Map<string, number>();
  const count = (person: string | null, by: number) => {
    if (person !== null) moved.set(person, (moved.get(person) ?? 0) + by);
  };
  for (const { customerId, reason, changes } of items) {
    const row = rows.get(customerId);
    if (reason !== null || row === undefined) continue;
    const after = { ...row, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
    count(row.assignedTo, isOpen(row) ? -1 : 0);
    count(after.assignedTo, isOpen(after) ? 1 : 0);
  }
  return [...moved]
    .flatMap(([id, by]) => {
      const person = people.get(id);
      if (person === undefined) return [];
      const before = open.get(id);
      if (before === undefined) throw new Error(`${id} gives or takes and was not counted`);
      return [{ employee: { id, name: person.name }, before, after: before + by }];
    })
    .toSorted((a, b) => b.after - a.after || a.employee.name.localeCompare(b.employee.name, 'en'));
}
