import type { Role } from '../employees/employee.ts';
import type { PersonState } from '../people/person.ts';

type Someone = { readonly id: string; readonly role: Role; readonly state: PersonState };

/**
 * Whether somebody can still administer the organisation when this person is no active administrator any more.
 * Who was invited and has no password yet does not count: they may never come.
 */
function keepsAdminWithout(everybody: readonly Someone[], id: string): boolean {
  return everybody.some((person) => person.id !== id && person.role === 'admin' && person.state === 'active');
}

/** Whether nobody could administer the organisation without this person, who stays an administrator therefore. */
export const isOnlyAdmin = (everybody: readonly Someone[], { id, role }: Omit<Someone, 'state'>): boolean =>
  role === 'admin' && !keepsAdminWithout(everybody, id);
