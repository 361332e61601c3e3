import type { Report } from '@caseload/shared/reports/report.ts';
import type { Database } from '@caseload/db/kernel/openDatabase.ts';
import { holdStill } from '@caseload/db/kernel/holdStill.ts';
import { listPlainStatuses } from '../statuses/queries.ts';
import { type Calendar, calendarOf } from './period.ts';
import { presentReport } from './presentReport.ts';
import {
  type ConflictRow,
  type CreatedRow,
  findBeginnings,
  listConflicts,
  listCreated,
  listOpenWork,
  listPeople,
  listResolved,
  listStays,
  type ResolvedRow,
  type StayRow,
} from './queries.ts';

type Named = { readonly id: string; readonly name: string };

/** What a report is asked for; two askers with the same question get the same report. */
export type ReportQuestion = {
  readonly organisationId: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly team: Named | null;
  readonly person: Named | null;
};

const none = <T>(): PromiseLike<T[]> => Promise.resolve([]);

/**
 * Everything of one moment, in two round trips. Throws what the database says when it takes longer than the pool's
 * statement timeout, or all of it longer than `deadlineMs`.
 */
export async function computeReport(
  database: Database,
  question: ReportQuestion,
  { now, deadlineMs }: { now: Date; deadlineMs: number },
): Promise<Report> {
  const { organisationId, team, person } = question;
  const calendar = calendarOf(question, now);
  const starts = startsOf(calendar);
  return database.write(
    { organisationId },
    async (tx) => {
      const [, statuses, members] = await tx.together([
        holdStill(tx),
        listPlainStatuses(tx, organisationId),
        listPeople(tx, organisationId, { team: team?.id, person: person?.id }),
      ]);
      const isEverybody = team === null && person === null;
      const people = isEverybody ? undefined : members.map(({ id }) => id);
      const asked = { organisationId, people, statuses, starts };
      const hasBegun = starts.length > 1;
      return tx.commit(
        [
          listOpenWork(tx, {
            organisationId,
            people,
            statuses: statuses.filter(({ category }) => category !== 'done').map(({ key }) => key),
            ages: endsOf(calendar.ages.map(({ createdFrom }) => createdFrom)),
            lateness: endsOf(calendar.lateness.map(({ dueFrom }) => dueFrom)),
            today: calendar.today,
          }),
          hasBegun ? listCreated(tx, asked) : none<CreatedRow>(),
          hasBegun ? listResolved(tx, asked) : none<ResolvedRow>(),
          hasBegun ? listStays(tx, asked) : none<StayRow>(),
          hasBegun && isEverybody ? listConflicts(tx, organisationId, starts) : none<ConflictRow>(),
          findBeginnings(tx, organisationId),
        ],
        (open, created, resolved, stays, conflicts, [beginnings]) =>
          presentReport({
            question,
            calendar,
            statuses,
            members,
            open,
            created,
            resolved,
            stays,
            conflicts: isEverybody ? conflicts : null,
            beginnings,
          }),
      );
    },
    { deadlineMs },
  );
}

/** The first moment of each day, and of the day after the last. */
function startsOf({ days }: Calendar): string[] {
  const last = days.at(-1);
  return last === undefined ? [] : [...days.map(({ from }) => from), last.before];
}

/** Where buckets begin, oldest first; the oldest one begins nowhere. */
const endsOf = (starts: readonly (string | null)[]) => starts.filter((start) => start !== null).toReversed();
