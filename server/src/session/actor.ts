import type { Employee } from '@caseload/shared/employees/employee.ts';
import type { Organisation } from '@caseload/shared/organisations/organisation.ts';
import type { Role } from '@caseload/shared/employees/employee.ts';

/** Who acts: handed to every write, so that none can forget it. */
export type Actor = {
  readonly id: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly name: string;
  readonly employee: Employee;
  readonly organisation: Organisation;
};
