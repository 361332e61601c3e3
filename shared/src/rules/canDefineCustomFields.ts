import type { Identity } from './canEditCustomer.ts';

/** Fields are everybody's: administrators alone define them. */
export function canDefineCustomFields(actor: Pick<Identity, 'role'>): boolean {
  return actor.role === 'admin';
}
