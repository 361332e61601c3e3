import { boolean, foreignKey, index, pgTable, primaryKey, sql, text, unique, uuid } from '../drizzle.ts';
import { instant } from './instant.ts';
import { employees, organisations } from './organisations.ts';

const now = sql`clock_timestamp()`;

/** People who work together; gives nobody a right. */
export const teams = pgTable(
  'teams',
  {
    organisationId: uuid('organisation_id').notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    createdAt: instant('created_at').notNull().default(now),
    /** Set by trigger; strictly grows. */
    updatedAt: instant('updated_at').notNull().default(now),
  },
  (t) => [
    primaryKey({ name: 'teams_pkey', columns: [t.organisationId, t.id] }),
    foreignKey({
      name: 'teams_organisation_fkey',
      columns: [t.organisationId],
      foreignColumns: [organisations.organisationId],
    }),
    unique('teams_name_key').on(t.organisationId, t.name),
  ],
);

export const teamMembers = pgTable(
  'team_members',
  {
    organisationId: uuid('organisation_id').notNull(),
    teamId: uuid('team_id').notNull(),
    employeeId: uuid('employee_id').notNull(),
    isSupervisor: boolean('is_supervisor').notNull().default(false),
  },
  (t) => [
    primaryKey({ name: 'team_members_pkey', columns: [t.organisationId, t.teamId, t.employeeId] }),
    foreignKey({
      name: 'team_members_team_fkey',
      columns: [t.organisationId, t.teamId],
      foreignColumns: [teams.organisationId, teams.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'team_members_employee_fkey',
      columns: [t.organisationId, t.employeeId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    index('team_members_employee').on(t.organisationId, t.employeeId),
  ],
);
