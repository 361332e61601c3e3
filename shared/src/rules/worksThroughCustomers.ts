import type { Employee } from '../employees/employee.ts';

/** Whose work it is to take customers; the others are there to look after those who do. */
export function worksThroughCustomers({ role, active }: Pick<Employee, 'role' | 'active'>): boolean {
  return active && role === 'employee';
}
