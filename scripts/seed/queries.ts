import { sql } from '@caseload/db/drizzle.ts';
import { mentionsIn } from '@caseload/shared/mentions/mentionText.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import type { PlannedAction } from './planOffice.ts';
import { DEMO_CUSTOM_FIELDS, DEMO_STATUSES, type Office } from './office.ts';

/** The scope of the rest of the transaction. Everything the former one still has to answer for must be checked. */
export const enterOrganisation = (tx: Transaction, organisationId: string) =>
  tx.db.execute(sql`select set_config('caseload.organisation_id', ${organisationId}, true)`);

export const insertOrganisation = (tx: Transaction, { organisationId, slug, name }: Office) =>
  tx.db.execute(sql`
    insert into organisations (organisation_id, slug, name) values (${organisationId}::uuid, ${slug}, ${name})`);

export const insertStatuses = (tx: Transaction, organisationId: string) =>
  tx.db.execute(sql`
    insert into statuses (organisation_id, key, label, category, position)
    select ${organisationId}::uuid, r.key, r.label, r.category, ordinality
    from rows from (jsonb_to_recordset(${JSON.stringify(DEMO_STATUSES)}::jsonb) as (key text, label text, category text))
      with ordinality as r(key, label, category, ordinality)`);

export const insertCustomFields = (tx: Transaction, organisationId: string) =>
  tx.db.execute(sql`
    insert into custom_fields (organisation_id, key, label, type, choices, position)
    select ${organisationId}::uuid, r.key, r.label, r.type, r.choices, ordinality
    from rows from (jsonb_to_recordset(${JSON.stringify(DEMO_CUSTOM_FIELDS)}::jsonb)
      as (key text, label text, type text, choices text[])) with ordinality as r(key, label, type, choices, ordinality)`);

/** A view that the first supervisor shared with everybody. */
export const insertSharedView = (tx: Transaction, { organisationId, supervisors }: Office, id: string) =>
  tx.db.execute(sql`
    insert into saved_views (organisation_id, id, owner_id, name, filter, sort, shared)
    values (${organisationId}::uuid, ${id}::uuid, ${supervisors[0]}::uuid, 'Urgent and high',
      '{"assignedTo": "me", "category": ["open"], "priority": ["urgent", "high"]}', 'priority', true)`);

export const insertPeople = (tx: Transaction, { organisationId, people }: Office, passwordHash: string) =>
  tx.db.execute(sql`
    insert into employees (organisation_id, id, name, email, role, password_hash)
    select ${organisationId}::uuid, r.id, r.name, r.email, r.role, ${passwordHash}
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(id uuid, name text, email text, role text)`);

export const insertTeams = (tx: Transaction, { organisationId, teams }: Office) =>
  tx.db.execute(sql`
    insert into teams (organisation_id, id, name)
    select ${organisationId}::uuid, r.id, r.name
    from jsonb_to_recordset(${JSON.stringify(teams)}::jsonb) as r(id uuid, name text)`);

export const insertTeamMembers = (tx: Transaction, { organisationId, teams }: Office) =>
  tx.db.execute(sql`
    insert into team_members (organisation_id, team_id, employee_id, is_supervisor)
    select ${organisationId}::uuid, t.id, m.id, m."isSupervisor"
    from jsonb_to_recordset(${JSON.stringify(teams)}::jsonb) as t(id uuid, members jsonb),
      jsonb_to_recordset(t.members) as m(id uuid, "isSupervisor" boolean)`);

export const insertSeedActions = (
  tx: Transaction,
  organisationId: string,
  actions: readonly PlannedAction[],
) =>
  tx.db.execute(sql`
    insert into customer_actions
      (organisation_id, id, customer_id, type, actor_id, changes, comment, customer_version, via, operation_id)
    select ${organisationId}::uuid, r.id, r."customerId", r.type, r."actorId", r.changes, r.comment,
      r."customerVersion", 'seed', r."operationId"
    from jsonb_to_recordset(${JSON.stringify(actions)}::jsonb) as r(id uuid, "customerId" uuid, type text,
      "actorId" uuid, changes jsonb, comment text, "customerVersion" integer, "operationId" text)`);

/** The people named in comments that are written already. */
export const insertMentions = (
  tx: Transaction,
  organisationId: string,
  comments: readonly PlannedAction[],
) => {
  const named = comments.flatMap(({ id, customerId, comment }) =>
    mentionsIn(comment ?? '').map((person) => ({ actionId: id, customerId, employeeId: person.id })),
  );
  return tx.db.execute(sql`
    insert into mentions (organisation_id, employee_id, action_id, customer_id)
    select ${organisationId}::uuid, r."employeeId", r."actionId", r."customerId"
    from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as r("employeeId" uuid, "actionId" uuid, "customerId" uuid)`);
};
