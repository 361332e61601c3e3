import type { Role } from '../employees/employee.ts';

export type DemoPerson = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Name of the organisation. */
  readonly organisation: string;
  /** How many customers are assigned to them at the start. */
  readonly customers: number;
};

export const demoPassword = 'caseload-demo-password';

const numbered = (prefix: string, count: number, first = 1) =>
  Array.from({ length: count }, (_, i) => `${prefix}${String(first + i).padStart(2, '0')}`);
export const demoPeople: readonly DemoPerson[] = [];
