/** 1,500 customers are assigned to this employee. */
export const BUSY = 'employee31@harbour.example';
export const COLLEAGUE = 'employee01@harbour.example';
export const SUPERVISOR = 'supervisor01@harbour.example';
export const ADMIN = 'admin@harbour.example';

export function idIn(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
    return value.id;
  throw new Error('The demo office has nothing to show here.');
}
