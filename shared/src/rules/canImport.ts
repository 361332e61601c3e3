import type { Identity } from './canEditCustomer.ts';

/** A file changes thousands of customers and may make people: administrators alone import, and see what was imported. */
export function canImport(actor: Pick<Identity, 'role'>): boolean {
  return actor.role === 'admin';
}
