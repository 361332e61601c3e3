import { and, eq, sql } from '@caseload/db/drizzle.ts';
import type { Team } from '@caseload/shared/teams/team.ts';
import type { Transaction } from '@caseload/db/kernel/transaction.ts';
import { employees, organisations } from '@caseload/db/schema/organisations.ts';
import { teamMembers, teams } from '@caseload/db/schema/teams.ts';
import { selectList } from '@caseload/db/selectList.ts';

const MEMBERS = `coalesce((
  select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'isSupervisor', m.is_supervisor) order by e.name, e.id)
  from team_members m join employees e on e.organisation_id = m.organisation_id and e.id = m.employee_id
  where m.organisation_id = teams.organisation_id and m.team_id = teams.id
), '[]')`;

// Written by hand, as what every look at the board asks: building it with drizzle took longer than running it.
const COLUMNS = selectList({
  id: teams.id,
  name: teams.name,
  members: { name: MEMBERS },
  updatedAt: teams.updatedAt,
});
const TEAMS = `select ${COLUMNS} from teams where organisation_id = $1`;

const isTeam = (organisationId: string, id: string) =>
  and(eq(teams.organisationId, organisationId), eq(teams.id, id));

export const listTeams = (tx: Transaction, organisationId: string) =>
  tx.rows<Team>(`${TEAMS} order by name, id`, [organisationId], 'list_teams');

export const findTeam = (tx: Transaction, organisationId: string, id: string) =>
  tx.rows<Team>(`${TEAMS} and id = $2`, [organisationId, id], 'find_team');

/** Makes those who change teams take turns, without standing in the way of what refers to the organisation. */
export const lockTeams = (tx: Transaction, organisationId: string) =>
  tx.db
    .select({ id: organisations.organisationId })
    .from(organisations)
    .where(eq(organisations.organisationId, organisationId))
    .for('no key update');

export const insertTeam = (tx: Transaction, organisationId: string, id: string, name: string) =>
  tx.db.insert(teams).values({ organisationId, id, name });

/** Sets the time of the change also when only the members changed. */
export const saveTeam = (tx: Transaction, organisationId: string, id: string, name: string) =>
  tx.db.update(teams).set({ name }).where(isTeam(organisationId, id));

export const removeTeam = (tx: Transaction, organisationId: string, id: string) =>
  tx.db.delete(teams).where(isTeam(organisationId, id)).returning({ id: teams.id });

export type Member = { readonly id: string; readonly isSupervisor: boolean };

export const insertMembers = (
  tx: Transaction,
  organisationId: string,
  teamId: string,
  list: readonly Member[],
) =>
  tx.db
    .insert(teamMembers)
    .values(
      list.map(({ id: employeeId, isSupervisor }) => ({ organisationId, teamId, employeeId, isSupervisor })),
    );

export const removeMembers = (tx: Transaction, organisationId: string, teamId: string) =>
  tx.db
    .delete(teamMembers)
    .where(and(eq(teamMembers.organisationId, organisationId), eq(teamMembers.teamId, teamId)));

/** Those of the ids that are somebody of the organisation. */
export const listKnown = (tx: Transaction, organisationId: string, ids: readonly string[]) =>
  tx.db
    .select({ id: employees.id })
    .from(employees)
    .where(
      and(
        eq(employees.organisationId, organisationId),
        sql`${employees.id} = any(${sql.param(ids)}::uuid[])`,
      ),
    );
