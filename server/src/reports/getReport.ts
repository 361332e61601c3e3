import type { ReportAnswer, ReportQuery } from '@caseload/shared/reports/endpoints.ts';
import { canSeeReportsOfAll } from '@caseload/shared/rules/canSeeReports.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { forbidden, notFound } from '../http/problemError.ts';
import type { Actor } from '../session/actor.ts';
import { findTeam } from '../teams/queries.ts';
import type { ReportDesk } from './reportDesk.ts';

/** The numbers of everybody or of a team for those who look after work; for others their own. */
export async function getReport(
  database: Database,
  reports: ReportDesk,
  actor: Actor,
  { from, to, team: teamId, timeZone }: ReportQuery & { readonly timeZone: string },
): Promise<ReportAnswer> {
  const { organisationId, id, name } = actor;
  const asked = { organisationId, from, to, timeZone };
  if (!canSeeReportsOfAll(actor)) {
    if (teamId !== undefined)
      throw forbidden('Only supervisors and administrators see the numbers of a team.');
    return reports.ask({ ...asked, team: null, person: { id, name } });
  }
  const team = teamId === undefined ? null : await getTeam(database, organisationId, teamId);
  return reports.ask({ ...asked, team, person: null });
}

async function getTeam(database: Database, organisationId: string, id: string) {
  const [[team]] = await database.read({ organisationId }, (tx) => [findTeam(tx, organisationId, id)]);
  if (!team) throw notFound('There is no such team.');
  return { id: team.id, name: team.name };
}
