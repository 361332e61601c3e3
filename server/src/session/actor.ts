import type { Employee } from '@caseload/shared/employees/employee.ts';
import type { Organisation } from '@caseload/shared/organisations/organisation.ts';
import type { Role } from '@caseload/shared/employees/employee.ts';
import type { Session } from '@caseload/shared/session/endpoints.ts';
import type { Settings } from '@caseload/shared/settings/settings.ts';

/** Who acts: handed to every write, so that none can forget it. */
export type Actor = {
  readonly id: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly name: string;
  readonly employee: Employee;
  readonly organisation: Organisation;
  readonly settings: Settings;
};

/** What a client is told of who is signed in. */
export const presentSession = ({ employee, organisation, settings }: Actor): Session => ({
  employee,
  organisation,
  settings,
});
