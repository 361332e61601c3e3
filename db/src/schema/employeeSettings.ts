import type { Settings } from '@caseload/shared/settings/settings.ts';
import { boolean, check, foreignKey, jsonb, pgTable, primaryKey, sql, text, uuid } from '../drizzle.ts';
import { instant } from './instant.ts';
import { employees } from './organisations.ts';

/** What people set for themselves; no row stands for the usual settings. */
export const employeeSettings = pgTable(
  'employee_settings',
  {
    organisationId: uuid('organisation_id').notNull(),
    employeeId: uuid('employee_id').notNull(),
    timeZone: text('time_zone'),
    language: text().$type<Settings['language']>().notNull().default('system'),
    theme: text().$type<Settings['theme']>().notNull().default('system'),
    density: text().$type<Settings['density']>().notNull().default('default'),
    singleKeys: boolean('single_keys').notNull().default(true),
    keys: jsonb().$type<Settings['keys']>().notNull().default({}),
    updatedAt: instant('updated_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'employee_settings_pkey', columns: [t.organisationId, t.employeeId] }),
    foreignKey({
      name: 'employee_settings_employee_fkey',
      columns: [t.organisationId, t.employeeId],
      foreignColumns: [employees.organisationId, employees.id],
    }),
    check('employee_settings_language_known', sql`${t.language} in ('system', 'en', 'de')`),
    check('employee_settings_theme_known', sql`${t.theme} in ('system', 'light', 'dark')`),
    check('employee_settings_density_known', sql`${t.density} in ('compact', 'default', 'comfortable')`),
    check('employee_settings_keys_object', sql`jsonb_typeof(${t.keys}) = 'object'`),
  ],
);
