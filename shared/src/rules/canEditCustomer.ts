import type { Role } from '../employees/employee.ts';

export type Identity = { readonly id: string; readonly role: Role };
type Assigned = { readonly assignedTo: string | null };

/** Supervisors and administrators edit everything. */
export function canEditEverything(actor: Pick<Identity, 'role'>): boolean {
  return actor.role !== 'employee';
}

/** An employee edits what is assigned to them or to nobody; everybody may read and comment. */
export function canEditCustomer(actor: Identity, customer: Assigned): boolean {
  return canEditEverything(actor) || customer.assignedTo === null || customer.assignedTo === actor.id;
}

/** An employee may claim what is nobody's and hand back their own; only others move work between people. */
export function canAssignCustomer(actor: Identity, customer: Assigned, assignedTo: string | null): boolean {
  if (canEditEverything(actor) || assignedTo === customer.assignedTo) return true;
  if (customer.assignedTo === null) return assignedTo === actor.id;
  return customer.assignedTo === actor.id && assignedTo === null;
}
