import { and, eq, type SQL, sql } from '@caseload/db/drizzle.ts';
import { KEYS_MAXIMUM, type Settings } from '@caseload/shared/settings/settings.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { employeeSettings } from '@caseload/db/schema/employeeSettings.ts';
import { employees } from '@caseload/db/schema/organisations.ts';
import { selectList } from '@caseload/db/selectList.ts';

const settingsColumns = {
  timeZone: employeeSettings.timeZone,
  language: employeeSettings.language,
  theme: employeeSettings.theme,
  density: employeeSettings.density,
  singleKeys: employeeSettings.singleKeys,
  keys: employeeSettings.keys,
  updatedAt: employeeSettings.updatedAt,
};

// Written by hand, as what is asked every few seconds of everybody who is at work.
const FIND = `select ${selectList(settingsColumns)} from employee_settings
  where organisation_id = $1 and employee_id = $2`;

/** No row when the person never set anything. */
export const findSettings = (tx: Transaction, organisationId: string, employeeId: string) =>
  tx.rows<Settings>(FIND, [organisationId, employeeId], 'find_settings');

export type SettingsPatch = Partial<Omit<Settings, 'updatedAt'>> & {
  readonly changedKeys?: Settings['keys'];
  readonly resetKeys?: readonly string[];
};

/**
 * Sets the named parts and no others, and of the keys those of the named actions, so that two devices at once do not
 * undo each other. No row when there would be more keys than one person may have.
 */
export function saveSettings(
  tx: Transaction,
  organisationId: string,
  employeeId: string,
  { changedKeys, resetKeys, ...parts }: SettingsPatch,
) {
  const changesKeys = changedKeys !== undefined || resetKeys !== undefined;
  const merged = (present: SQL) =>
    sql`(${present} || ${JSON.stringify(changedKeys ?? {})}::jsonb) - ${sql.param(resetKeys ?? [])}::text[]`;
  const ofPresent = merged(sql`${employeeSettings.keys}`);
  return tx.db
    .insert(employeeSettings)
    .values({ organisationId, employeeId, ...parts, ...(changesKeys && { keys: merged(sql`'{}'::jsonb`) }) })
    .onConflictDoUpdate({
      target: [employeeSettings.organisationId, employeeSettings.employeeId],
      set: { ...parts, ...(changesKeys && { keys: ofPresent }) },
      ...(changesKeys && {
        setWhere: sql`(select count(*) from jsonb_object_keys(${ofPresent})) <= ${KEYS_MAXIMUM}`,
      }),
    })
    .returning(settingsColumns);
}

const isActivePerson = (organisationId: string, id: string) =>
  and(eq(employees.organisationId, organisationId), eq(employees.id, id), eq(employees.active, true));

const employeeColumns = {
  id: employees.id,
  name: employees.name,
  email: employees.email,
  role: employees.role,
  active: employees.active,
};

export const findActivePerson = (tx: Transaction, organisationId: string, id: string) =>
  tx.db.select(employeeColumns).from(employees).where(isActivePerson(organisationId, id));

/** Needs the lock of people. */
export const saveName = (tx: Transaction, organisationId: string, id: string, name: string) =>
  tx.db.update(employees).set({ name }).where(isActivePerson(organisationId, id)).returning(employeeColumns);

export const findCredentials = (tx: Transaction, organisationId: string, id: string) =>
  tx.db
    .select({ passwordHash: employees.passwordHash, epoch: employees.sessionEpoch })
    .from(employees)
    .where(isActivePerson(organisationId, id));

export type PasswordChange = { readonly from: string; readonly to: string; readonly newEpoch: number };

/** Sets the password if it still is what was checked; no row otherwise. */
export const savePassword = (tx: Transaction, organisationId: string, id: string, change: PasswordChange) =>
  tx.rows<{ name: string }>(
    `update employees set password_hash = $4, session_epoch = $5
     where organisation_id = $1 and id = $2 and active and password_hash = $3 and session_epoch = $5 - 1
     returning name`,
    [organisationId, id, change.from, change.to, change.newEpoch],
  );
